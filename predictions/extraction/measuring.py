"""Whether the words of a claim decide it: an amount or an event that happens or not; and which are too vague."""

import re

from predictions.patterns import factored
from predictions.regexes import regex

# Days, years and spans say when, not how much; figures in names ("GPT-5", "Flight 93") are none either.
_WHEN = regex(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]{0,6}\.? (?:\d{1,2}(?:st|nd|rd|th)?\b,? ?)?"
    r"|\b(?:19|2[01])\d\d(?:-\d\d(?:-\d\d)?|s)?(?:[-\u2013]\d\d(?:\d\d)?)?(?:-\w+)?\b"
    r"|\bq[1-4]\b|\b\d\dth century\b"
    r"|\b(?:in|within|over|after|for|during|next|coming|another|last|past|about|around|or|to"
    r"|the|every|at least|than)(?: the)?(?: next| coming| last| past| first| about"
    r"| another)? (?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty"
    r"|fifty)(?:(?: to |-|\u2013| or )(?:\d{1,3}|two|three|four|five|six|ten|twenty"
    r"|thirty))? ?(?:years?|months?|weeks?|days?|decades?|quarters?|hours?|generations?)\b"
    r"|\b(?:\d{1,3}|one|two|three|five|ten|twenty) (?:years?|months?|weeks?"
    r"|decades?) (?:from now|hence|away|later|ahead|time)\b"
    r"|\b(?:first|second|last) half of\b|\b(?:first|second|third|fourth) quarter\b"
    r"|\b[a-z]+[-\u2011]\d[\w.]*|\b[a-z]+\d[\w.]*"
    r"|\b\d+-(?!percent|per|point|fold)\w+(?:-\w+)?\b|\(\d{1,2}\)",
    re.IGNORECASE,
)
_AMOUNT = (
    r"\d|[$\u20ac\u00a3%]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|hundred|thousand|million|billion|trillion|dozen|dozens"
    r"|half|twice|thrice|sevenfold|tenfold|\w+fold|at least once|a third|two-thirds|a quarter"
    r"|majority|double[sd]?|doubling|triple[sd]?|halve[sd]?|zero|a single|at least one|both"
    r"|record (?:high|low)|all-time (?:high|low))\b"
)
_OFFICE = (
    r"(?:president|prime minister|chancellor|pm|ceo|cfo|chair(?:man|woman)?|speaker|governor"
    r"|senator|mayor|leader|captain|manager|coach|champions?|winners?|nominee|candidate|king|queen"
    r"|pope|secretary|minister|head of)"
)
_ORDER = r"(?:first|second|third|fourth|fifth|last|top|bottom)"
_EVENT = factored(
    r"(?:win|wins|won|winning|lose|loses|lost to|beat|beats|defeat|defeats|draw|draws|elected"
    r"|re-elected|reelected|unseated|ousted|prevails?|keep (?:his|her|their|its) seat"
    r"|holds? (?:his|her|their) seat|no more|resign|resigns|resigned|die|dies|died|dead|alive"
    r"|pass|passes|passed|approve|approves|approved|veto|vetoes|repeal\w*|ratif\w+"
    r"|launch\w*|signs (?:a|an|the|with|for)|sign (?:a|an|the|with|for)|signed"
    r"|leaves (?:the|office|for|his|her|its)|leave (?:the|office)|join|joins|joined|invade"
    r"|invades|invaded|ban|bans|banned|acquire|acquires|acquired|buy|buys|bought|sold|merge"
    r"|merges|merged|indict\w*|impeach\w*|convict\w*|sentenced|arrested|jailed|released?"
    r"|releases|publish\w*"
    r"|announce[sd]?|bankrupt\w*|defaults|land(?:s|ed)? on|qualif\w+|relegated|promoted|crowned"
    r"|retire[sd]?|sacked|fired|ordered|happen|happens|happened|take place|takes place"
    r"|taken place|held|cancel\w*|postponed|legali[sz]\w+|declare[sd]?|secede[sd]?|coup"
    r"|ceasefire|strike|referendum|general election|recession"
    r"|nominated|named|awarded|receive[sd]?|nominat\w+|marr(?:y|ies|ied)|born|rain|rains|snow"
    r"|snows|run for|runs for|runoff|earthquake|erupts?|re-enters?|withdraws?|withdrew"
    r"|attend[s]?|visits?|open-sourced?|adopt a|adopts a|open[s]? (?:by|in|on)"
    r"|close[sd]? (?:by|in|on)|is open|is closed|shut down|shuts down|completed|finished"
    r"|reappointed|confirmed|extradited|pardoned|assassinated|overthrown|dissolved|abolished"
    r"|rebuilt|built|cured|eradicated"
    rf"|(?:is|be|become|becomes|remain|remains|return|returns|stay|stays|elected|named|as"
    rf"|still)(?: \w+){{0,3}}? {_OFFICE}|return to the white house"
    rf"|{_ORDER} (?:place|to|in the|major|time)|finish(?:es)? {_ORDER}"
    rf"|(?:come|comes|came) {_ORDER})\b"
)
_MEASURE = regex(rf"(?:{_AMOUNT}|\b{_EVENT})", re.IGNORECASE)
# "Fewer cars than in 2009": what it is held against is named.
_COMPARED = regex(
    r"\b(?:more|fewer|less|higher|lower|larger|smaller|bigger|greater|faster|slower|better"
    r"|worse|hotter|warmer|colder|cheaper|longer|\w{3,}er)\b[^.;]{1,50}?\bthan (?!ever|expected"
    r"|before|many|most|people|anyone|anybody|you|we|i )",
    re.IGNORECASE,
)
_VAGUE = regex(
    r"(?<![\w-])(?:significant(?:ly)?|substantial(?:ly)?|dramatic(?:ally)?|considerabl[ey]"
    r"|noticeabl[ey]|major|big(?! (?:data|foot|brother|bang|tech|mac|ben|ten)\b)|huge|massive"
    r"|large(?! language\b)|largely|better|worse|(?<!no )more|less|fewer|soon|quick(?:ly)?"
    r"|rapid(?:ly)?|slow(?:ly)?|sharply|steadily|mostly|widely|widespread|popular"
    r"|successful(?:ly)?|impressive|important|serious|a lot|lots of|good|bad|strong(?:ly)?|weak"
    r"|easier|harder|gradual(?:ly)?|increasing(?:ly)?|mainstream|everywhere|common(?! sense\b)"
    r"|commonplace|affordable|powerful|meaningful(?:ly)?|near the"
    r"|real(?! (?:estate|life|interest|wages?|gdp|terms|incomes?|rates?|growth|world|time"
    r"|madrid)\b)|transform(?:s|ed|ative)?|collapse[sd]?|thrives?|struggles?|flourish(?:es)?"
    r"|in trouble|competitive|dominant|dominates?|normal|satisfactory|adequate(?:ly)?"
    r"|sufficient(?:ly)?"
    r"|(?<!the )(?<!at )(?<!a )(?:many|most|few"
    r"|several)(?! (?:\w+ )?(?:years|months|weeks|days|decades|hours)\b)(?= of (?:the|our|these"
    r"|those|us)\b| (?:[\w-]+ ){0,2}?\w+(?:s|people|men|women|children)\b))(?![\w-])",
    re.IGNORECASE,
)
_OWN = regex(r"(?:I|My)\b(?!'(?:d|ve)\b)")


def is_measured(statement: str) -> bool:
    """True where an amount, a comparison or an event that happens or not decides."""
    plain = _WHEN.sub(" ", statement)
    return _MEASURE.search(plain) is not None or _COMPARED.search(statement) is not None


def vague_term(statement: str) -> str | None:
    """The first word that two people may read differently, where nothing measured is said."""
    vague = None if is_measured(statement) else _VAGUE.search(statement)
    return vague[0] if vague else None


def is_own(statement: str, author: str | None = None) -> bool:
    """True for what the author says of themselves, by "I" or their name: they are the ones to tell."""
    named = author is not None and statement.startswith((f"{author} ", f"{author}'"))
    return named or _OWN.match(statement) is not None
