import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grants", "0010_amended_parts"), ("platform", "0003_rates")]

    operations = [
        migrations.AddField(
            model_name="bankfile",
            name="stored",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
        ),
        migrations.AlterField(
            model_name="flag",
            name="kind",
            field=models.CharField(
                choices=[
                    ("same_invoice", "같은 승인번호"),
                    ("same_file", "같은 증빙 파일"),
                    ("split", "나누어 산 것"),
                    ("just_below", "기준 바로 아래 금액"),
                    ("related", "관계있는 거래처"),
                    ("outside", "협약 기간 밖"),
                    ("paid_twice", "한 사람에게 두 번"),
                    ("night", "밤에 쓴 카드"),
                    ("holiday", "휴일에 쓴 카드"),
                    ("far", "멀리서 쓴 카드"),
                    ("quotes_missing", "견적서 부족"),
                    ("quotes_alike", "같은 곳의 견적서"),
                    ("payee_number", "받는 곳의 사업자번호"),
                    ("untaxed", "원천징수 없음"),
                    ("asset", "운영비로 산 자산"),
                    ("paper_changed", "확인 뒤 바뀐 증빙"),
                    ("refunded", "취소·환불된 결제"),
                    ("own_share", "자부담이 뒤처짐"),
                    ("underused", "집행이 적은 비목"),
                    ("earlier", "전에 남긴 경고"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="LoosePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("payment_voucher", "지출결의서"),
                            ("quotation", "견적서"),
                            ("tax_invoice", "세금계산서 또는 카드전표"),
                            ("transfer_confirmation", "이체확인증"),
                            ("acceptance_record", "검수조서 또는 사진"),
                            ("lecture_confirmation", "강의확인서"),
                            ("withholding_receipt", "원천징수영수증"),
                            ("attendance_roster", "참석자 명부"),
                            ("minutes", "회의록"),
                            ("contract", "계약서"),
                            ("payroll", "급여대장"),
                            ("insurance", "4대보험 가입확인"),
                            ("task_order", "과업지시서"),
                            ("tax_clearance", "국세·지방세 납세증명"),
                            ("deliverable", "결과물"),
                            ("bankbook_copy", "통장 사본"),
                            ("business_registration", "사업자등록증"),
                            ("resume", "이력서"),
                            ("employment_contract", "근로계약서"),
                            ("withholding_report", "원천징수 이행상황신고서"),
                            ("work_log", "출근부 또는 업무일지"),
                            ("internal_approval", "내부결재 문서"),
                            ("lease", "임대차계약서"),
                            ("photo", "사진"),
                            ("travel_order", "출장명령서"),
                            ("travel_report", "출장복명서"),
                            ("receipt", "영수증"),
                            ("sample", "샘플 또는 사진"),
                        ],
                        default="",
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("dropped_at", models.DateTimeField()),
                ("dropped_by_name", models.CharField(blank=True, max_length=120)),
                ("put_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="loose_papers", to="grants.agreement"),
                ),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                (
                    "original",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                (
                    "spending",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.spending"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("put_at", None), ("removed_at", None)), fields=["agreement"], name="grants_loose_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("put_at", None), ("spending", None)),
                            models.Q(("put_at__isnull", False), ("spending__isnull", False)),
                            _connector="OR",
                        ),
                        name="grants_loose_put",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("put_at", None), ("removed_at", None), _connector="OR"), name="grants_loose_one_end"
                    ),
                ],
            },
        ),
    ]
