from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("review", "0001_initial"), ("cases", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name='panel',
            name='announce_by_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='panel',
            name='announce_by_name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='panel',
            name='announce_on',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='panel',
            name='challenge_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='panel',
            name='draw_seed',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='panelseat',
            name='substitutes',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.panelseat'),
        ),
        migrations.AlterField(
            model_name='conflict',
            name='source',
            field=models.CharField(choices=[('self', '심사위원 신고'), ('computed', '자동 확인'), ('staff', '담당자 입력'), ('challenge', '기피신청')], max_length=10),
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('filed_at', models.DateTimeField()),
                ('filed_by_id', models.BigIntegerField(null=True)),
                ('filed_by_name', models.CharField(max_length=120)),
                ('verdict', models.CharField(choices=[('open', '검토 중'), ('upheld', '받아들임'), ('dismissed', '받아들이지 않음')], default='open', max_length=10)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('judged_at', models.DateTimeField(null=True)),
                ('judged_by_name', models.CharField(blank=True, max_length=120)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='review.panelseat')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('seat', 'case'), name='review_challenge_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='review_challenge_reason'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('verdict', 'open')), models.Q(models.Q(('verdict', 'open'), _negated=True), ('judged_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='review_challenge_judged')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=130)),
                ('quote', models.CharField(blank=True, max_length=500)),
                ('text', models.CharField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='review.panelseat')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quote', ''), ('text', ''), _negated=True), name='review_note_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('filed_at', models.DateTimeField()),
                ('filed_by_id', models.BigIntegerField(null=True)),
                ('filed_by_name', models.CharField(max_length=120)),
                ('due_at', models.DateTimeField()),
                ('verdict', models.CharField(choices=[('open', '검토 중'), ('upheld', '받아들임'), ('dismissed', '받아들이지 않음')], default='open', max_length=10)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('judged_at', models.DateTimeField(null=True)),
                ('judged_by_id', models.BigIntegerField(null=True)),
                ('judged_by_name', models.CharField(blank=True, max_length=120)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='review.decision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='review_objection_text'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('filed_at'))), name='review_objection_due'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('verdict', 'open')), models.Q(models.Q(('verdict', 'open'), _negated=True), ('judged_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='review_objection_judged')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=60)),
                ('text', models.TextField()),
                ('approved_at', models.DateTimeField()),
                ('approved_by_id', models.BigIntegerField(null=True)),
                ('approved_by_name', models.CharField(max_length=120)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='review.decision')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'criterion'), name='review_remark_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='review_remark_text')],
            },
        ),
    ]
