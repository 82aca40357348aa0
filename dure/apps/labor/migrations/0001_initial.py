"""Workers, their days, and monthly claims."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grants', '0001_initial'),
        ('platform', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.agreement')),
                ('standing', models.CharField(choices=[('certified', '인증 사회적기업'), ('preliminary', '예비 사회적기업')], max_length=12)),
                ('first_month', models.DateField()),
                ('months_before', models.PositiveSmallIntegerField(default=0)),
                ('set_at', models.DateTimeField()),
                ('set_by_id', models.BigIntegerField(null=True)),
                ('set_by_name', models.CharField(blank=True, max_length=120)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_month__day', 1)), name='labor_support_first_of_month')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.agreement')),
                ('name', models.CharField(max_length=60)),
                ('birth_date', models.DateField(null=True)),
                ('person_hash', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(choices=[('general', '일반인력'), ('specialist', '전문인력'), ('insurance', '사회보험료')], max_length=10)),
                ('vulnerable', models.BooleanField(default=False)),
                ('vulnerable_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.storedfile')),
                ('contract_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.storedfile')),
                ('joined_on', models.DateField()),
                ('left_on', models.DateField(null=True)),
                ('week_hours', models.DecimalField(decimal_places=1, max_digits=4)),
                ('month_pay', models.BigIntegerField()),
                ('added_at', models.DateTimeField()),
                ('added_by_id', models.BigIntegerField(null=True)),
                ('added_by_name', models.CharField(blank=True, max_length=120)),
                ('sample', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['joined_on', 'id'],
                'indexes': [models.Index(condition=models.Q(('person_hash', ''), _negated=True), fields=['person_hash'], name='labor_worker_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person_hash', ''), _negated=True), fields=('agreement', 'person_hash', 'joined_on'), name='labor_worker_person_once'), models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='labor_worker_days'), models.CheckConstraint(condition=models.Q(('week_hours__gt', 0), ('week_hours__lte', 52)), name='labor_worker_hours'), models.CheckConstraint(condition=models.Q(('month_pay__gt', 0)), name='labor_worker_pay'), models.CheckConstraint(condition=models.Q(('person_hash', ''), ('person_hash__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='labor_worker_hash'), models.CheckConstraint(condition=models.Q(('vulnerable', False), ('vulnerable_file__isnull', False), _connector='OR'), name='labor_worker_vulnerable')],
            },
        ),
        migrations.CreateModel(
            name='WorkerDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='labor.worker')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('work', '근무'), ('leave', '유급휴가'), ('absent', '결근·무급')], max_length=6)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=4)),
            ],
            options={
                'ordering': ['day', 'id'],
                'constraints': [models.UniqueConstraint(fields=('worker', 'day'), name='labor_day_once'), models.CheckConstraint(condition=models.Q(('hours__gte', 0), ('hours__lte', 24)), name='labor_day_hours'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'absent'), _negated=True), ('hours', 0), _connector='OR'), name='labor_day_absent')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Timesheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='labor.worker')),
                ('month', models.DateField()),
                ('month_pay', models.BigIntegerField()),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.storedfile')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by_name', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['month', 'id'],
                'constraints': [models.UniqueConstraint(fields=('worker', 'month'), name='labor_timesheet_once'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='labor_timesheet_first_of_month'), models.CheckConstraint(condition=models.Q(('month_pay__gte', 0)), name='labor_timesheet_pay')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.agreement')),
                ('month', models.DateField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('adjusts', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adjustments', to='labor.claim')),
                ('state', models.CharField(choices=[('draft', '준비 중'), ('handed_in', '확인 기다림'), ('returned', '돌려보냄'), ('checked', '지급 중'), ('paid', '지급함'), ('closed', '지급할 돈 없음')], default='draft', max_length=10)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('due_on', models.DateField()),
                ('asked', models.BigIntegerField(default=0)),
                ('approved', models.BigIntegerField(null=True)),
                ('began_at', models.DateTimeField()),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('handed_in_by_id', models.BigIntegerField(null=True)),
                ('handed_in_by_name', models.CharField(blank=True, max_length=120)),
                ('returned_reason', models.CharField(blank=True, max_length=500)),
                ('checked_at', models.DateTimeField(null=True)),
                ('checked_by_id', models.BigIntegerField(null=True)),
                ('checked_by_name', models.CharField(blank=True, max_length=120)),
                ('paid_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-month', '-version'],
                'indexes': [models.Index(fields=['state', 'handed_in_at'], name='labor_claim_waiting')],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'month', 'version'), name='labor_claim_version'), models.UniqueConstraint(condition=models.Q(('adjusts', None), models.Q(('state', 'returned'), _negated=True)), fields=('agreement', 'month'), name='labor_claim_once_a_month'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'handed_in', 'checked'])), fields=('agreement', 'month'), name='labor_claim_one_live'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='labor_claim_first_of_month'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('handed_in_at__isnull', False), _connector='OR'), name='labor_claim_handed_in'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('returned_reason', ''), _negated=True), _connector='OR'), name='labor_claim_returned'), models.CheckConstraint(condition=models.Q(models.Q(('approved__isnull', False), ('checked_at__isnull', False), ('state__in', ['checked', 'paid', 'closed'])), ('state__in', ['draft', 'handed_in', 'returned']), _connector='OR'), name='labor_claim_checked'), models.CheckConstraint(condition=models.Q(('asked__gte', 0), models.Q(('approved', None), models.Q(('approved__gte', 0), ('approved__lte', models.F('asked'))), _connector='OR')), name='labor_claim_amounts'), models.CheckConstraint(condition=models.Q(models.Q(('paid_at__isnull', False), ('state', 'paid')), models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_at', None)), _connector='OR'), name='labor_claim_paid'), models.CheckConstraint(condition=models.Q(('checked_by_id', None), models.Q(('checked_by_id', models.F('handed_in_by_id')), _negated=True), _connector='OR'), name='labor_claim_second_person')],
            },
        ),
        migrations.CreateModel(
            name='ClaimLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='labor.claim')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='labor.worker')),
                ('kind', models.CharField(choices=[('general', '일반인력'), ('specialist', '전문인력'), ('insurance', '사회보험료')], max_length=10)),
                ('support_year', models.PositiveSmallIntegerField()),
                ('scheduled_hours', models.DecimalField(decimal_places=2, max_digits=6)),
                ('counted_hours', models.DecimalField(decimal_places=2, max_digits=6)),
                ('base', models.BigIntegerField()),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5)),
                ('amount', models.BigIntegerField()),
                ('paid_before', models.BigIntegerField(default=0)),
                ('figures', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('verdict', models.CharField(blank=True, choices=[('accepted', '그대로 인정'), ('lowered', '낮추어 인정'), ('refused', '인정하지 않음')], max_length=10)),
                ('approved', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'worker'), name='labor_line_once'), models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('base__gte', 0), ('paid_before__gte', 0)), name='labor_line_amounts'), models.CheckConstraint(condition=models.Q(models.Q(('approved', None), ('verdict', '')), models.Q(('approved', models.F('amount')), ('verdict', 'accepted')), models.Q(('approved__gt', 0), ('approved__lt', models.F('amount')), ('verdict', 'lowered'), models.Q(('reason', ''), _negated=True)), models.Q(('approved', 0), ('verdict', 'refused'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='labor_line_judged')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ClaimPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='labor.claim')),
                ('kind', models.CharField(choices=[('contract', '근로계약서'), ('payroll', '급여대장'), ('insurance', '4대보험 가입확인'), ('transfer_confirmation', '급여 이체확인증'), ('attendance', '출근부(서명)'), ('withholding', '원천징수 이행상황신고서')], max_length=30)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.storedfile')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='OverlapDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='labor.claimline')),
                ('other_worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labor.worker')),
                ('stands', models.BooleanField()),
                ('reason', models.CharField(max_length=300)),
                ('decided_at', models.DateTimeField()),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('decided_by_name', models.CharField(max_length=120)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='labor_overlap_reason')],
                'indexes': [],
            },
        ),
    ]
