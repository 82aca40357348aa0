from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0011_expense_details")]

    operations: ClassVar = [
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
                    ("balance", "까닭 없이 남은 돈"),
                    ("earlier", "전에 남긴 경고"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField("spending", "invoice_key", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddIndex(
            "spending",
            models.Index(fields=["invoice_key"], name="grants_spending_invoice_key", condition=~models.Q(invoice_key="")),
        ),
        migrations.AddField("spendingevidence", "look", models.BinaryField(null=True)),
        migrations.AddField(
            "spendingevidence",
            "twin",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.spendingevidence"),
        ),
    ]
