"""Logs that programs write: line upon line with a moment and a level, in which nobody forecasts."""

from itertools import islice

from predictions.regexes import regex

_CLOCK = r"\d{1,2}:\d\d:\d\d"
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|SEVERE)"
_MOMENT = rf"\[?\d{{4}}[-/]\d\d[-/]\d\d[T ]{_CLOCK}"
_LINE = regex(
    rf"{_MOMENT}.{{0,60}}?\b(?:{_LEVEL}|level=\w+)\b"
    rf"|\[?{_LEVEL}\b.{{0,20}}?{_MOMENT}"
    rf"|[A-Z][a-z]{{2}} [ \d]\d {_CLOCK} [\w.-]+ [\w./()-]+(?:\[\d+\])?:"  # syslog
    rf"|\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{{2}}/\d{{4}}:{_CLOCK} [^\]]*\] \""  # a web server's
)
_SAMPLE, _FEWEST, _MOST_OTHERS = 200, 20, 0.2  # traces run over several lines


def is_log(text: str) -> bool:
    """Return whether nearly all of the first lines are those of a program's log."""
    lines = (line for line in text.split("\n", 4 * _SAMPLE)[: 4 * _SAMPLE] if line.strip())
    sample = list(islice(lines, _SAMPLE))
    like = sum(1 for line in sample if _LINE.match(line))
    return like >= _FEWEST and like >= (1 - _MOST_OTHERS) * len(sample)
