"""Addresses of money."""

from django.urls import path

from dure.apps.money.views import ledger, payees, payments

app_name = "money"
urlpatterns = [
    path("my/payee/<int:party_id>/", payees.mine, name="payee"),
    path("desk/payees/", payees.desk, name="payees"),
    path("desk/payees/<int:version_id>/", payees.judge, name="payee-judge"),
    path("desk/payments/", payments.listing, name="payments"),
    path("desk/payments/transfer/", payments.transfer, name="transfer"),
    path("desk/payments/<int:order_id>/", payments.payment, name="payment"),
    path("desk/payments/<int:order_id>/<slug:step>/", payments.step, name="payment-step"),
    path("desk/ledger/<int:year>/", ledger.lines, name="ledger"),
    path("desk/ledger/<int:year>/<str:line_key>/", ledger.line, name="ledger-line"),
]
