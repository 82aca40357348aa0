import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("project", "사업비"), ("center_income", "센터 수입"), ("own_share", "자부담")], max_length=14
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("owner_key", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["kind", "fiscal_year", "owner_key"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "fiscal_year", "owner_key"), name="money_book_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fiscal_year__gte", 2000), ("fiscal_year__lte", 2199)), name="money_book_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "own_share"), models.Q(("owner_key", ""), _negated=True)),
                            models.Q(models.Q(("kind", "own_share"), _negated=True), ("owner_key", "")),
                            _connector="OR",
                        ),
                        name="money_book_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=160)),
                ("path", models.CharField(default="/", max_length=160)),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("budget", "예산"),
                            ("line", "예산 항목"),
                            ("committed", "협약액"),
                            ("paid", "지급액"),
                            ("spent", "인정한 집행"),
                            ("owed", "돌려받을 돈"),
                            ("returned", "돌려받은 돈"),
                            ("outside", "바깥"),
                        ],
                        max_length=10,
                    ),
                ),
                ("owner_key", models.CharField(blank=True, max_length=80)),
                ("ceiling", models.BigIntegerField(null=True)),
                ("balance", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="children", to="money.account"),
                ),
                ("book", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="money.book")),
            ],
            options={
                "ordering": ["book", "key"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("owner_key", ""), _negated=True), fields=["owner_key", "nature"], name="money_account_owner"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("book", "key"), name="money_account_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceiling", None), models.Q(("ceiling__gte", 0), ("total__lte", models.F("ceiling"))), _connector="OR"
                        ),
                        name="money_account_ceiling",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance__gte", 0), ("nature__in", ["budget", "outside"]), _connector="OR"),
                        name="money_account_floor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("amount", models.BigIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["year", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "key"), name="money_budgetline_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="money_budgetline_amount"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("allot", "배정"),
                            ("commit", "협약"),
                            ("release", "협약액 되돌림"),
                            ("pay", "지급"),
                            ("spend", "집행 인정"),
                            ("disallow", "불인정"),
                            ("unspent", "집행잔액"),
                            ("return", "반납"),
                            ("interest", "이자"),
                            ("reverse", "바로잡음"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject_key", models.CharField(max_length=120)),
                ("owner_key", models.CharField(blank=True, max_length=80)),
                ("idempotency_key", models.CharField(max_length=160, unique=True)),
                ("at", models.DateTimeField()),
                ("by_account_id", models.BigIntegerField(null=True)),
                ("by_seat_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(blank=True, max_length=120)),
                ("memo", models.CharField(blank=True, max_length=300)),
                ("posted", models.BooleanField(default=False)),
                ("book", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="money.book")),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reversed_by", to="money.entry"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["subject_key", "id"], name="money_entry_subject"),
                    models.Index(
                        condition=models.Q(("owner_key", ""), _negated=True), fields=["owner_key", "kind"], name="money_entry_owner"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("idempotency_key", ""), _negated=True), models.Q(("subject_key", ""), _negated=True)),
                        name="money_entry_keys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reverse"), ("reverses__isnull", False)),
                            models.Q(models.Q(("kind", "reverse"), _negated=True), ("reverses", None)),
                            _connector="OR",
                        ),
                        name="money_entry_reverses",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.BigIntegerField()),
                ("category", models.CharField(blank=True, max_length=60)),
                ("source", models.CharField(choices=[("grant", "보조금"), ("own", "자부담")], default="grant", max_length=5)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="legs", to="money.account")),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="legs", to="money.entry")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.CheckConstraint(condition=models.Q(("amount", 0), _negated=True), name="money_leg_amount")],
            },
        ),
        migrations.CreateModel(
            name="PayeeAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PayeeAccountVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "bank_code",
                    models.CharField(
                        choices=[
                            ("004", "국민은행"),
                            ("088", "신한은행"),
                            ("020", "우리은행"),
                            ("081", "하나은행"),
                            ("011", "농협은행"),
                            ("012", "지역농협"),
                            ("003", "기업은행"),
                            ("023", "SC제일은행"),
                            ("027", "한국씨티은행"),
                            ("007", "수협은행"),
                            ("031", "아이엠뱅크"),
                            ("032", "부산은행"),
                            ("034", "광주은행"),
                            ("035", "제주은행"),
                            ("037", "전북은행"),
                            ("039", "경남은행"),
                            ("045", "새마을금고"),
                            ("048", "신협"),
                            ("064", "산림조합"),
                            ("071", "우체국"),
                            ("089", "케이뱅크"),
                            ("090", "카카오뱅크"),
                            ("092", "토스뱅크"),
                        ],
                        max_length=3,
                    ),
                ),
                ("holder_name", models.CharField(max_length=80)),
                ("sealed_number", models.TextField()),
                ("number_hash", models.CharField(max_length=64)),
                ("last_digits", models.CharField(max_length=4)),
                ("contacts", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "확인 기다림"), ("verified", "확인됨"), ("declined", "받지 않음")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by_id", models.BigIntegerField()),
                ("proposed_by_name", models.CharField(max_length=120)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("decline_reason", models.CharField(blank=True, max_length=300)),
                ("hold_until", models.DateTimeField(null=True)),
                ("payee", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="money.payeeaccount")),
            ],
            options={
                "ordering": ["payee", "-number"],
                "indexes": [models.Index(fields=["number_hash"], name="money_version_hash")],
                "constraints": [
                    models.UniqueConstraint(fields=("payee", "number"), name="money_version_number"),
                    models.UniqueConstraint(condition=models.Q(("state", "proposed")), fields=("payee",), name="money_version_one_waiting"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("sealed_number", ""), _negated=True), ("number_hash__regex", "^[0-9a-f]{64}$")),
                        name="money_version_sealed",
                    ),
                    models.CheckConstraint(condition=models.Q(("last_digits__regex", "^[0-9]{4}$")), name="money_version_last_digits"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hold_until", None), ("judged_at", None), ("judged_by_id", None), ("state", "proposed")),
                            models.Q(
                                ("hold_until__gte", models.F("judged_at")),
                                ("judged_at__isnull", False),
                                ("judged_by_id__isnull", False),
                                ("state", "verified"),
                            ),
                            models.Q(
                                ("hold_until", None),
                                ("judged_at__isnull", False),
                                ("judged_by_id__isnull", False),
                                ("state", "declined"),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="money_version_judged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_by_id", None), models.Q(("judged_by_id", models.F("proposed_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_version_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_key", models.CharField(max_length=120)),
                ("agreement_key", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("case_id", models.BigIntegerField(null=True)),
                ("amount", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "준비 기다림"),
                            ("prepared", "결재 기다림"),
                            ("approved", "이체 기다림"),
                            ("paid", "지급함"),
                            ("refused", "돌려보냄"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by_name", models.CharField(max_length=120)),
                ("prepared_at", models.DateTimeField(null=True)),
                ("prepared_by_id", models.BigIntegerField(null=True)),
                ("prepared_by_name", models.CharField(blank=True, max_length=120)),
                ("prepared_seat_id", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by_id", models.BigIntegerField(null=True)),
                ("approved_by_name", models.CharField(blank=True, max_length=120)),
                ("approved_seat_id", models.BigIntegerField(null=True)),
                ("approval_hash", models.CharField(blank=True, max_length=64)),
                ("bank_reference", models.CharField(blank=True, max_length=60)),
                ("paid_on", models.DateField(null=True)),
                ("paid_at", models.DateTimeField(null=True)),
                ("paid_by_id", models.BigIntegerField(null=True)),
                ("paid_by_name", models.CharField(blank=True, max_length=120)),
                ("refused_at", models.DateTimeField(null=True)),
                ("refused_by_id", models.BigIntegerField(null=True)),
                ("refused_by_name", models.CharField(blank=True, max_length=120)),
                ("refuse_reason", models.CharField(blank=True, max_length=500)),
                ("entry", models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="money.entry")),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party")),
                (
                    "payee_version",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="money.payeeaccountversion"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["state", "-id"], name="money_order_state"),
                    models.Index(fields=["agreement_key", "id"], name="money_order_agreement"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused"), _negated=True), fields=("subject_key",), name="money_order_one_live"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("bank_reference", ""), _negated=True),
                        fields=("bank_reference",),
                        name="money_order_bank_reference",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="money_order_amount"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["prepared", "approved", "paid"]), _negated=True),
                            models.Q(("payee_version__isnull", False), ("prepared_at__isnull", False), ("prepared_by_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="money_order_prepared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "paid"]), _negated=True),
                            models.Q(
                                ("approval_hash__regex", "^[0-9a-f]{64}$"),
                                ("approved_at__isnull", False),
                                ("approved_by_id__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="money_order_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entry__isnull", False),
                                ("paid_at__isnull", False),
                                ("paid_by_id__isnull", False),
                                ("paid_on__isnull", False),
                                ("state", "paid"),
                                models.Q(("bank_reference", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "paid"), _negated=True),
                                ("bank_reference", ""),
                                ("entry", None),
                                ("paid_at", None),
                                ("paid_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="money_order_paid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("state", "refused"), models.Q(("refuse_reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "refused"), _negated=True), ("refused_at", None)),
                            _connector="OR",
                        ),
                        name="money_order_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("prepared_by_id", None), models.Q(("prepared_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_order_maker_is_not_asker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by_id", None),
                            models.Q(
                                ("prepared_by_id__isnull", False), models.Q(("approved_by_id", models.F("prepared_by_id")), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="money_order_checker_is_not_maker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by_id", None), models.Q(("approved_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_order_checker_is_not_asker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_seat_id", None),
                            models.Q(("approved_seat_id", models.F("prepared_seat_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="money_order_two_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_by_id", None), models.Q(("paid_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_order_asker_is_not_payer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("count", models.PositiveIntegerField()),
                ("amount", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField()),
                ("made_by_name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("count__gt", 0), ("digest__regex", "^[0-9a-f]{64}$")),
                        name="money_transfer_adds_up",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.BigIntegerField()),
                ("approval_hash", models.CharField(max_length=64)),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="money.transferfile")),
                (
                    "order",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="money.paymentorder"),
                ),
            ],
            options={
                "ordering": ["file", "id"],
                "constraints": [models.UniqueConstraint(fields=("file", "order"), name="money_transferline_once")],
            },
        ),
    ]
