"""A center's own HWPX forms: brought in version by version, and mapped once."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from dure.apps.grants import access
from dure.apps.grants.actions.locking import required_reason
from dure.apps.grants.models import PaperForm, PaperFormVersion
from dure.apps.grants.papers import own_forms
from dure.apps.grants.queries import paper_forms as queries
from dure.kernel.errors import Refused
from dure.platform import files, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def upload_form(*, title: str, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY) -> PaperFormVersion:
    """Bring a form in, or another version of the one of that name. Its fields are found; those the last version knew keep their meaning."""
    access.may_set_forms(by).or_refuse()
    name = required_reason(title, "양식의 이름을 적어 주세요. 예: 협약서 별지 1호")[:120]
    if not (upload.name or "").lower().endswith(".hwpx"):
        raise Refused("HWPX 파일만 양식으로 쓸 수 있어요. 한글에서 HWPX로 저장해 올려 주세요.")
    form, _made = PaperForm.objects.get_or_create(title=name, defaults={"opened_at": at})
    form = PaperForm.objects.select_for_update().get(pk=form.pk)
    if form.retired_at is not None:
        form.retired_at = None
        form.save(update_fields=["retired_at"])
    before = queries.newest_of(form)
    file = files.receive(upload, owner=form, purpose="form", by=by, at=at, room_left=files.LARGEST_FILE, retention_class="form")
    with files.open_bytes(file) as kept:
        fields = own_forms.fields_in(kept.read())
    known = before.mapping if before else {}
    version = PaperFormVersion.objects.create(
        form=form,
        number=(form.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        file=file,
        fields=[{"name": one.name, "kind": one.kind} for one in fields],
        mapping={one.name: known[one.name] for one in fields if one.name in known},
        uploaded_at=at,
        uploaded_by_name=by.name,
    )
    journal.write(form, "upload_form", by=by, at=at, detail={"number": version.number, "sha256": file.sha256})
    return version


@verb
def map_form(*, version_id: int, mapping: Mapping[str, str], by: Actor, at: datetime, key: Key = NO_KEY) -> PaperFormVersion:
    """Say which value of ours stands in each field; a field without one stays as it is in the form."""
    access.may_set_forms(by).or_refuse()
    version = PaperFormVersion.objects.select_for_update(of=("self",)).select_related("form").get(pk=version_id)
    names = {field["name"] for field in version.fields}
    said = {name: value for name, value in mapping.items() if value}
    if unknown := [name for name in said if name not in names] + [value for value in said.values() if value not in queries.VALUES]:
        raise Refused(f"양식에 없는 이름이에요: {', '.join(unknown)}. 화면을 새로 고쳐 주세요.")
    if not said:
        raise Refused("채울 곳을 하나 이상 골라 주세요.")
    version.mapping, version.mapped_at, version.mapped_by_name = said, at, by.name
    version.save(update_fields=["mapping", "mapped_at", "mapped_by_name"])
    journal.write(version.form, "map_form", by=by, at=at, detail={"number": version.number, "mapping": said})
    return version


@verb
def retire_form(*, form_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> PaperForm:
    """Take a form out of use; its versions stay."""
    access.may_set_forms(by).or_refuse()
    form = PaperForm.objects.select_for_update().get(pk=form_id)
    form.retired_at = at
    form.save(update_fields=["retired_at"])
    journal.write(form, "retire_form", by=by, at=at)
    return form
