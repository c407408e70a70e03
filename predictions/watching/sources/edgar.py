"""SEC EDGAR: filings of a company or of everyone; a filing may appear once per party."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from predictions.regexes import regex
from predictions.watching.feeds import parse_feed
from predictions.watching.items import Item, content_hash
from predictions.watching.moments import moment
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    at_service,
    base_of,
    says,
)
from predictions.watching.sources.values import (
    asked_for,
    load,
    mapping,
    page_after,
    published,
    reaches,
    string,
)

_DATA = "https://data.sec.gov"
_SITE = "https://www.sec.gov"
_PAGE = 100  # filings, the most it gives at once
_CIK = regex(r"(?:CIK)?0*(\d{1,10})(?:\.json)?", re.IGNORECASE)


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know company pages, submissions and the feed of current filings."""
    parts = at_service(url, _DATA, bases.get("edgar"), "sec.gov")
    if parts is None:
        return None
    query = parse_qs(parts.query)
    if query.get("action") == ["getcurrent"]:
        return SourceSpec(kind="edgar", subject="current", url=url, label="EDGAR, all filings")
    found = query.get("CIK") or query.get("cik")
    text = found[0] if found else parts.path.rpartition("/")[2]
    match = _CIK.fullmatch(text)
    if match is None or not (found or "submissions" in parts.path):
        return None
    cik = match[1]
    return SourceSpec(kind="edgar", subject=cik, url=url, label=f"EDGAR, company {cik}")


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the company's submissions, or for the newest filings of all."""
    if spec.subject == "current":
        base = base_of("edgar", bases, _SITE)
        path = f"/cgi-bin/browse-edgar?action=getcurrent&count={_PAGE}&output=atom"
        return (Ask(url=f"{base}{path}", gap_seconds=0.2),)
    base = base_of("edgar", bases, _DATA)
    return (Ask(url=f"{base}/submissions/CIK{spec.subject:0>10}.json", gap_seconds=0.2),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read filings, each once."""
    answered(reply)
    if reply.body.lstrip()[:1] == b"{":
        company, filings = submissions(load(reply))
        problems: tuple[str, ...] = ()
    else:
        feed = parse_feed(reply.body, reply.url, content_type=reply.content_type)
        company, problems = "", feed.problems
        filings = [_from_entry(entry) for entry in feed.entries]
    once = {filing.external_id: filing for filing in reversed(filings)}
    items = tuple(reversed(once.values()))
    # Only the list of everybody's filings is cut into pages; a company's covers a year and more.
    more = spec.subject == "current" and len(filings) >= _PAGE
    return Seen(
        readings=published(spec, items, reply),
        items=items,
        title=company or spec.label,
        problems=problems,
        more_pages=more,
        further=_next_page(reply.url) if more else None,
        reaches=reaches(item.published_at for item in items),
    )


def _next_page(url: str) -> str:
    return page_after(url, start=asked_for(url, "start", 0) + _PAGE)


def submissions(data: object) -> tuple[str, list[Item]]:
    """Read the parallel lists of a company's submissions."""
    whole = mapping(data)
    company = string(whole.get("name"))
    recent = mapping(mapping(whole.get("filings")).get("recent"))
    columns = (
        "accessionNumber",
        "form",
        "filingDate",
        "acceptanceDateTime",
        "primaryDocDescription",
    )
    lists = [recent.get(column) for column in columns]
    rows = zip(*(column if isinstance(column, list) else [] for column in lists[:4]), strict=False)
    described = lists[4] if isinstance(lists[4], list) else []
    filings = []
    for at, (accession, form, filed, accepted) in enumerate(rows):
        description = string(described[at]) if at < len(described) else ""
        filings.append(
            _filing(company, accession, form, moment(accepted) or moment(filed), description)
        )
    return company, filings


def _filing(
    company: str, accession: Any, form: Any, filed_at: datetime | None, description: str
) -> Item:
    title = f"{string(form)} - {company}" + (f" - {description}" if description else "")
    return Item(
        external_id=string(accession),
        title=title,
        published_at=filed_at,
        content_hash=content_hash(string(accession), title),
    )


def _from_entry(entry: Item) -> Item:
    accession = entry.external_id.rpartition("accession-number=")[2]
    return replace(entry, external_id=accession)


ADAPTER = Adapter(kind="edgar", recognise=recognise, asks=asks, parse=parse, says=says("published"))
