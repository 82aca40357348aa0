"""A generic list view over the rows themselves: every card asks for what it shows."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.views.generic import ListView

from dure.apps.programs import facade as programs
from dure.desks.public.asked import TARGET_CHOICES, field_choices, support_choices


class Filters(forms.Form):
    """The list's filters as a Django form."""

    year = forms.ChoiceField(required=False)
    field = forms.ChoiceField(choices=field_choices(), required=False)
    target = forms.ChoiceField(choices=TARGET_CHOICES, required=False)
    support = forms.ChoiceField(choices=support_choices(), required=False)
    text = forms.CharField(required=False)
    open = forms.BooleanField(required=False)


class ProgramList(ListView):
    """Programs of the newest current year, 60 a page."""

    template_name = "twins/programs.html"
    context_object_name = "programs"
    paginate_by = 60

    def get_queryset(self) -> QuerySet[programs.Program]:
        self.edition = programs.Edition.objects.filter(kind="current").order_by("-year").first()
        return programs.Program.objects.filter(edition=self.edition, published_at__isnull=False).order_by("order", "id")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        now = timezone.now()
        for program in context["programs"]:
            rounds = program.rounds.filter(published_at__isnull=False, state="open")
            program.open_round = rounds.filter(opens_at__lte=now, closes_at__gt=now).order_by("closes_at").first()
            program.coming_round = rounds.filter(opens_at__gt=now).order_by("opens_at").first()
        found = self.get_queryset()
        names = [name for name, _ in field_choices() if name]
        form = Filters(self.request.GET)
        form.fields["year"].choices = [(edition.year, f"{edition.year}년") for edition in programs.Edition.objects.order_by("-year")]
        running = Q(rounds__state="open", rounds__opens_at__lte=now, rounds__closes_at__gt=now)
        counts = [(name, found.filter(field=name).count()) for name in names]
        context |= {"form": form, "counts": counts, "total": found.count(), "open_count": found.filter(running).distinct().count()}
        return context
