"""`plan_form`: a document as a form made from its schema, with live rules and files as an equal path."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import traitlets as t

from course.documents.result import RuleResult, summary
from course.errors import CourseError, did_you_mean
from course.widgets.base import CourseWidget
from course.widgets.tidy import tidy

log = logging.getLogger("course.widgets")

_WORDS = {"right": "done", "not yet": "not yet", "missing": "missing"}
_NOT_WRITTEN = "the file could not be written. Look whether the folder is full or closed for writing."


class PlanForm(CourseWidget):
    """The form of a document.

    Parameters
    ----------
    document : str
        Name of the document, such as ``"assessment_plan"``.
    file : str, optional
        File beside the notebook; the document's own name for it when left out.
    start : dict or str, optional
        A document to begin with while the file does not exist yet, or the name of a unit's example, such as
        ``"poor_plan"``, a plan to be mended.
    blocks : sequence of str, optional
        Keys of the blocks to show; all of them when left out. Only their rules are shown then.
    reference : mapping, optional
        The trainee's own figures, for rules that compare with them.
    """

    spec = t.Dict().tag(sync=True)
    document = t.Dict().tag(sync=True)

    def __init__(
        self,
        document: str = "assessment_plan",
        *,
        file: str | None = None,
        start: Mapping[str, Any] | str | None = None,
        blocks: Sequence[str] | None = None,
        reference: Mapping[str, Any] | None = None,
    ) -> None:
        from course import answers, documents

        self._document = documents.get(document)
        self._reference, self._version = reference, 0
        self._start = _example(start) if isinstance(start, str) else start
        self._store = answers.document(file or self._document.file, document)
        spec = _only(self._document.form_spec(), blocks)
        self._rules = {rule["id"] for rule in spec["rules"]}
        self._blocks = {block["key"] for block in spec["blocks"]}
        spec |= {"file": self._store.path.name, "practice": self._start is not None}
        label = f"{self._document.title}: {self._store.path.name}"
        super().__init__(label=label, spec=spec, document={"version": 0, "doc": self._kept()})

    def restore(self) -> dict[str, Any]:
        """Give the document to begin with: the file's, or else the one that the lesson gives."""
        return {"doc": self._kept()}

    def place(self) -> str:
        """Give the document's file, where everything is kept."""
        return str(self._store.path)

    def keep(self, query: dict[str, Any]) -> str:
        """Write the whole document."""
        return str(self._store.replace(self._tidy(query.get("doc"))).at)

    def compute(self, query: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Apply all rules to the document as it stands on the page."""
        doc = query.get("doc")
        results = [one for one in self._document.check(doc, self._reference) if one.id in self._rules]
        hints = [_rule(one) for one in self._document.hints(doc) if one.place.partition(".")[0] in self._blocks]
        data = {"rules": [_rule(result) for result in results], "hints": hints, "notice": self._store.notice}
        return data, summary(results)

    def _tidy(self, doc: Any) -> dict[str, Any]:
        return tidy(self._document.schema, doc, self._document.choices)

    def _kept(self) -> dict[str, Any]:
        found = self._store.all()
        return self._tidy(found or self._start or {})

    # files ---------------------------------------------------------------------------------------------------------

    def _on_message(self, _widget: object, content: Mapping[str, Any], _buffers: Sequence[Any]) -> None:
        """Take a file in, write one, or begin the given document again; everything else is the base's."""
        acts = {"upload": self._upload, "export": self._export, "template": self._template, "again": self._again}
        act = acts.get(str(content.get("kind")))
        if act is None:
            super()._on_message(_widget, content, _buffers)
            return
        try:
            self.send({"kind": "done", "message": act(content, _buffers)})
        except CourseError as error:
            self.send({"kind": "done", "message": str(error), "failed": True})
        except Exception:
            log.exception("%s: %s", self.label, content.get("kind"))
            self.send({"kind": "done", "message": f"That did not work: {_NOT_WRITTEN}", "failed": True})

    def _show(self, doc: Any) -> None:
        """Put another document on the page. What was there is kept in a file of its own."""
        self._version += 1
        self.document = {"version": self._version, "doc": self._tidy(doc)}

    def _upload(self, content: Mapping[str, Any], buffers: Sequence[Any]) -> str:
        from course import documents

        name, raw = Path(str(content.get("name", ""))).name, bytes(buffers[0]) if buffers else b""
        upload = documents.read_upload(raw, name, self._document)
        if not upload.doc:
            raise CourseError(f"{name} was not read in. {' '.join(upload.problems)}")
        aside = self._aside()
        self._show(upload.doc)
        kept = [f"What was here before is kept as {aside}."] if aside else []
        return "\n".join([f"{name} was read in.", *upload.problems, *kept])

    def _again(self, _content: Mapping[str, Any], _buffers: Sequence[Any]) -> str:
        aside = self._aside()
        self._show(self._start)
        return f"The {self._document.noun} is as the lesson gave it." + (f" Yours is kept as {aside}." if aside else "")

    def _aside(self) -> str:
        """Copy the present document to a file of its own, and give the file's name."""
        import datetime as dt
        import shutil

        if not self._store.path.is_file():
            return ""
        stamp = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
        copy = self._store.path.with_name(f"{self._store.path.stem}-before-{stamp}{self._store.path.suffix}")
        shutil.copyfile(self._store.path, copy)
        return copy.name

    def _export(self, content: Mapping[str, Any], _buffers: Sequence[Any]) -> str:
        doc = content.get("doc") or self.state().get("doc")  # the page's own is the newest
        path = self._store.path.with_suffix(".docx" if content.get("format") == "docx" else ".html")
        if path.suffix == ".docx":
            self._document.render_docx(doc, path)
        else:
            path.write_text(self._document.render_html(doc), encoding="utf-8")
        return self._offer(path)

    def _template(self, _content: Mapping[str, Any], _buffers: Sequence[Any]) -> str:
        """Write the empty Word form, to be filled without this page and read in again."""
        path = self._store.path.with_name(f"{self._store.path.stem}-form.docx")
        return self._offer(self._document.render_template(path))

    def _offer(self, path: Path) -> str:
        self.send({"kind": "file", "name": path.name}, buffers=[path.read_bytes()])
        return f"{path.name} was written beside the notebook."


def _example(name: str) -> Any:
    from course import units

    return units.example(name)


def _only(spec: dict[str, Any], blocks: Sequence[str] | None) -> dict[str, Any]:
    """Keep the given blocks of a form, in the form's order, with their rules."""
    if blocks is None:
        return spec
    known = [block["key"] for block in spec["blocks"]]
    for name in blocks:
        if name not in known:
            raise CourseError(f'The document has no block "{name}".', next_step=did_you_mean(name, known))
    shown = {"blocks": [block for block in spec["blocks"] if block["key"] in blocks]}
    return spec | shown | {"rules": [rule for rule in spec["rules"] if rule["block"] in blocks]}


def _rule(result: RuleResult) -> dict[str, Any]:
    """Give what the page needs of a rule: its word, and the places that it speaks about."""
    places = [
        {"place": f.place, "where": f.where, "state": f.state.value, "message": f.message, "next": f.next_step}
        for f in result.findings
    ]
    head = {"id": result.id, "title": result.title, "block": result.block, "blocking": result.severity == "blocking"}
    words = {"state": result.state.value, "label": _WORDS[result.state.value], "message": result.message}
    return head | words | {"next": result.next_step, "place": result.place, "where": result.where, "places": places}


WIDGET = PlanForm
