"""The review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "dure.apps.review"
    label = "review"
    verbose_name = "심사"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.cases import facade as cases
        from dure.apps.review import doors, duties, flow, invariants, letters, notices, triggers
        from dure.apps.review.queries.after import scoring_has_begun
        from dure.apps.review.words import DEEDS
        from dure.platform import deeds

        flow.register()
        deeds.name(self.label, DEEDS)
        doors.register()
        cases.register_judging(scoring_has_begun)
        triggers.declare()
        assert invariants  # questions register themselves on import
        assert duties  # so do timed duties
        assert letters
        assert notices  # answers register themselves on import
