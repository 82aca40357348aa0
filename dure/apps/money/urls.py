"""Addresses of money."""

from django.urls import path

from dure.apps.money.views import asks, entries, ledger, payees, payments, public, transfers, years

app_name = "money"
urlpatterns = [
    path("my/payee/<int:party_id>/", payees.mine, name="payee"),
    path("desk/payees/", payees.desk, name="payees"),
    path("desk/payees/<int:version_id>/", payees.judge, name="payee-judge"),
    path("desk/payments/", payments.listing, name="payments"),
    path("desk/payments/review/", payments.review, name="payments-review"),
    path("desk/payments/transfer/", payments.transfer, name="transfer"),
    path("desk/transfers/", transfers.listing, name="transfers"),
    path("desk/transfers/<int:file_id>/", transfers.page, name="transfer-file"),
    path("desk/transfers/<int:file_id>/<slug:step>/", transfers.step, name="transfer-step"),
    path("desk/payments/<int:order_id>/", payments.payment, name="payment"),
    path("desk/payments/<int:order_id>/<slug:step>/", payments.step, name="payment-step"),
    path("desk/ledger/", ledger.newest, name="books"),
    path("desk/ledger/<int:year>/", ledger.lines, name="ledger"),
    path("desk/ledger/entries/<int:entry_id>/", entries.entry, name="entry"),
    path("desk/ledger/agreements/<str:agreement_key>/", entries.of_agreement, name="ledger-agreement"),
    path("desk/fiscal-years/<int:year>/", years.page, name="year"),
    path("desk/fiscal-years/<int:year>/report.xlsx", years.workbook, name="year-xlsx"),
    path("desk/fiscal-years/<int:year>/asks/", asks.listing, name="asks"),
    path("desk/fiscal-years/asks/<slug:kind>/<int:ask_id>/<slug:step>/", asks.step, name="ask-step"),
    path("money/", public.years, name="public"),
    path("money/<int:year>/", public.year, name="public-year"),
    path("money/<int:year>/open-data.csv", public.csv, name="public-csv"),
    path("money/<int:year>/open-data.xlsx", public.xlsx, name="public-xlsx"),
    path("money/<int:year>/<slug:line_key>/", public.line, name="public-line"),
    path("desk/ledger/<int:year>/<str:line_key>/", entries.of_line, name="ledger-line"),
]
