"""The words that point at the future, and the ones that cut sentences into clauses.

All patterns read folded, lower-cased text.
"""

from predictions.patterns import factored
from predictions.regexes import regex
from predictions.windows.folding import translated


def words(text: str) -> frozenset[str]:
    """A set of words written as a text."""
    return frozenset(text.split())


# Predicates: each hit is the head of a clause of its own. Words are tried only where a word begins
# (one place in six): the match opens with the character before it, which a search finds at once.
# What hangs on an apostrophe or a number opens with that, and has a name that ends in "_".
_PREDICTED = (
    r"(?:un)?(?:expected|likely|set|poised|bound|due|destined|doomed|slated|certain|sure"
    r"|on (?:track|course|pace)|about|forecast|projected"
    r"|predicted|anticipated|tipped|seen|thought|headed|heading|estimated|fated|prone)(?= to | \w+ing )"
)
# "Prices are heading for 4%", "pain is on the way", "a cure is around the corner".
_BOUND = (
    r"(?:(?:just |right |straight )?(?:(?:headed|heading) (?:for|towards?)\b|in for\b"
    r"|on (?:the|its|their) way\b|around the corner\b))"
)
# How all that follows begins: what begins otherwise is passed over in one step.
_BEGINS = (
    r"(?=a(?:nti|re[ n]|ppe)|b(?:ack|e(?: |en|ing|t)|y then)|c(?:a[nl]|ert|han|omi|oul|onf|red)"
    r"|d(?:ays (?:a[rst]|i[ns]|of)|e[cfs]|o(?:e|n|o|u| ))|e(?:nvis|st|ventu|xpe)"
    r"|f(?:a(?:vo|r (?:away|off))|ear|inn|ore|rom n)"
    r"|g(?:o[in]|u[aen])|h(?:ell|ere t|op)"
    r"|i(?: |ll|mp|n(?: (?:the (?:[fnd])|dis|f|n|tim)|ev)|s[ n]|tll)"
    r"|l(?:ife|ike|o(?:ok|ng way))|m(?:a(?:y|rk|tter of t)|igh|oney|ust)|n(?:ev|ext|o [lw]|umb)"
    r"|o(?:dd|n(?:e d| the [chw])|ugh)|p(?:er(?:h|c| c)|ick|lau|oss|r(?:e[ds]|o[bjlp]))"
    r"|r(?:eck|ema)|s(?:eem|ha[ln]|hou|oon|omed|tay|urp|usp)|t(?:h[ae]\w*ll|omo)"
    r"|u(?:lti|n[dl]|pco)|w(?:a[grs]|e(?: |re|ll)|il|o[nu])|y(?:ears [ao]|oull))"
)
_QUALIFIED = r"(?: \w+ly| still| now| not| all| also| set)? "
CUES = regex(
    r"[^a-z_](?:" + _BEGINS + r"(?<=[^\w'])(?:"
    r"(?P<will>(?:will|won't|wont|shall|shan't|gonna|gunna"
    r"|(?:i|we|you|they|it|he|there"
    r"|that)ll)\b(?<!\bill)(?<!\bwell)(?<!\bfree will)(?<!political will)(?<!\bof will)(?<!\bat will)(?<!\bill will)(?<!good will(?= (?:of"
    r"|and|to|towards?)\b))(?! (?:to|of) (?!some|a\b|an\b|no\b|all\b|date\b|this\b|which\b"
    r"|course\b)\w))"
    r"|(?P<going>going to(?= (?:\w+ly |not |never |just |still |have |be )*(?!the |a |an |my "
    r"|our |this |that |these |school|bed|work|church)\w)"
    r"|going to(?= work\b(?! (?:on|with|for|at)\b))(?:(?<=t's going to)|(?<=t's just going to)"
    r"|(?<=[st] is going to))|finna\b)"
    r"|(?P<modal>(?:may(?! \d)(?<!\d may)(?<!\b(?:in|by|of) may)(?<!\bfor may)(?<!\b(?:from"
    r"|last|late) may)(?<!\b(?:since|until|early) may)(?<!\bduring may)(?! (?:deliver(?:y|ies)"
    r"|day|contracts?|futures)\b)|might|could|would|should|can|cannot|can't|couldn't|wouldn't"
    r"|shouldn't|mightn't|must|ought to)\b)"
    rf"|(?P<set>(?:is|are|was|were|be|been|being|looks?|seems?|appears?|remains?"
    rf"|stays?){_QUALIFIED}(?:{_PREDICTED}|{_BOUND}))"
    r"|(?P<negated>(?:does|do|is|are)(?:n't| not)\b)"
    r"|(?P<opinion>(?:i|we) (?:still |also |do |really )?(?:think|believe|expect|predict"
    r"|suspect|guess|doubt|bet)\b)"
    r"|(?P<lexical>(?:expect|predict|forecast|anticipat|project|foresee|foresaw|envision"
    r"|envisag|estimat|reckon|guess|bet(?!t)|wager|prophes|doubt|suspect|hop|fear|warn)(?:s|es"
    r"|ed|ing|ting|e|t)?\b|(?:(?<![a-z] )|(?<=[^a-z]i )"
    r"|(?<=[^a-z]we ))look for(?= (?:[^\s.;]+ ){1,8}?to\b))"
    r"|(?P<odds>(?:chances?|odds|probability|probabilities|likelihood|likel(?:y|ier|iest)"
    r"|unlikely|improbable|probable|inevitable|doubtful|surprised|surprise|surprising|certainty"
    r"|certain(?<=(?:ms|ks|rs|is|re|ty|st|ut|ly|be) certain)|confident|confidence|credence"
    r"|per ?cent"
    r"|favou?rites?(?= to | for )|doomed|destined(?= to | for )|numbered(?<=days are numbered)"
    r"|days(?= (?:(?:of|in|as|at) [^,.;]{3,50} )?(?:are|is) (?:\w+ ){0,2}(?:over|gone)\b)"
    r"|money(?:(?: is|'s) on|(?<=my money) on|(?<=our money) on)"
    r"|(?:picking|backing)(?<=i'm .{7})|here to stay|matter of time"
    r"|on the (?:cards|horizon|way out))\b)"
    r"|(?P<adverb>(?:probably|perhaps|maybe|possibly|plausibly|presumably|eventually|ultimately"
    r"|inevitably|soon|someday|prolly|def|mark my words|calling it|guaranteed|no way|never"
    r"|forever|lifetime|definitely|undoubtedly"
    r"|in (?:the )?(?:near |foreseeable |distant |not[- ]too[- ]distant )?future"
    r"|sooner or later|one day|from now|years away|years off|years out|decades? (?:away|off)"
    r"|(?:far|long way) (?:away|off)|by then|no longer|in time|tomorrow|next|coming|upcoming"
    r"|possible|impossible)\b)"
    r")"
    r"|(?<=['\d])(?:(?<=\w')(?:(?P<will_>ll\b)|(?P<modal_>d\b(?! (?:better|rather|like|love|been|had)))"
    rf"|(?P<set_>(?:s|re|m){_QUALIFIED}(?:{_PREDICTED}|{_BOUND})))"
    r"|(?<=\d)(?P<odds_> ?%)))",
    factor=True,
)


def cues_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """The cues of the future in folded lower-case text: kind, start, end."""
    end = len(text) if end is None else end
    added = start == 0  # a word at the very start has a blank before it as well
    if added:
        text, start, end = " " + text[:end], 1, end + 1
    found = []
    for match in CUES.finditer(text, start - 1, end):
        kind = match.lastgroup or ""
        a, b = match.span()
        if kind[-1] != "_":
            found.append((kind, a + 1 - added, b - added))
        elif a >= start:
            found.append((kind[:-1], a - added, b - added))
    return found


# A cheap look first: a sentence without any of these words, a number or an apostrophe has no cue.
GATE_WORDS = words(
    """
    will wont shall gonna gunna ill youll theyll itll hell therell thatll going finna may might
    could would should can cannot must ought expected likely set poised bound due destined doomed
    slated track course forecast projected predicted anticipated tipped headed estimated think
    believe expect predict suspect guess doubt bet expects expecting expectation predicts
    predicting forecasts forecasting forecasted anticipate anticipates anticipating project
    projects projecting foresee foresees foreseeing foresaw envision envisions envisioned envisage
    envisages envisaged estimate estimates estimating reckon reckons reckoned guesses guessed
    guessing bets betting wager wagers wagered prophesy prophesies prophesied doubts doubted
    doubting suspects suspected suspecting hope hopes hoped hoping fear fears feared fearing warn
    warns warned warning chance chances odds probability probabilities likelihood likelier
    likeliest unlikely improbable probable inevitable doubtful surprised surprise surprising
    certainty confident confidence credence cent percent probably perhaps maybe possibly plausibly
    presumably eventually ultimately inevitably soon someday prolly def calling guaranteed coming
    certain look heading prone away headed fated corner numbered money money's pick hunch prophecy
    picking backing favorite favorites favourite favourites stay cards horizon never forever
    lifetime definitely undoubtedly future sooner longer tomorrow upcoming possible impossible cant
    couldnt wouldnt
"""
)
_SEPARATE = str.maketrans(dict.fromkeys(',.;:!?"()*_/\u2014|[]{}<>=+\u2026', " "))


def separated(low: str) -> str:
    """The text with punctuation turned into blanks, for splitting into words; same length."""
    return translated(low, _SEPARATE)


# "strong" cues make a clause of their own; the others only colour the clause they are in.
STRONG = ("will", "going", "modal", "set")
CUTTING = (*STRONG, "negated", "opinion")

# "That trend will hold": of these, one that is not named by "the" or "a" is pointed at.
_MAIN = "will|won't|would|could|may|might|should"
POINTED_AT = "way|trend|pattern|process|cycle|shift|gap|number|figure|share|rate|day|moment"
# "That will hold": what "that" stands for, and no conjunction.
SUBJECT_THAT = f"{POINTED_AT}|{_MAIN}"

# Where one clause may end and the next begin. The groups say how safe the cut is. The character at
# which a search stops stands first, alone; the groups look back at it.
_CONJ = r"alth|and\b|as w|bec|but|even|given|or\b|s(?:i|o\b)|thou|unt|wh|yet"  # how the joining words begin
BOUNDARY = regex(
    rf"[;\u2014:, -](?:(?<! )|(?=-|{_CONJ}))(?:(?P<hard>(?<=[;\u2014])|(?<= )- |(?<=[a-z] )-- ?"
    rf"|(?<=[a-z]-)- ?|(?<=:) )"
    r"|(?P<rel>(?<=,) (?:which|who|whose|where|at which point|by which time|after which)\b)"
    rf"|(?P<conj>(?:(?<= )|(?<=,) )(?={_CONJ})(?:and then|and that(?! (?:{POINTED_AT})\b)"
    rf"|and(?! on)|but(?<!help but)(?! not (?!every|all|many|one|only|a\b|because|if\b))"
    rf"|or(?! (?:less|more|fewer|lower|higher|better|worse) than\b)|so that|(?<=, )so|yet|while"
    rf"|whereas|whilst|although|though|even though|even if|which means|because(?! of\b)|since"
    rf"|as well as|given that"
    rf"|when(?<!times when)(?<!point when)(?<!days when)(?<! time when)(?<! day when)(?<! years when))\b)"
    r"|(?P<comma>(?<=,)(?!\d)))"  # but not within 1,500
)

CONDITION = regex(
    r"\b(?:if|unless|once|assuming|provided"
    r"|providing(?= (?:that|it|they|we|you|there|nothing|nobody)\b"
    r"| the \w+ (?:is|are|has|have|can|\w+s)\b)|condition(?:al|ed) (?:up)?on|given that"
    r"|as long as|so long as|should (?=(?:the|an?|it|he|she|they|we|you|i|this|that|these|those"
    r"|any\w*|some\w*|no|nobody)\b[^.;?]{2,90},)"
    r"|(?:(?<=[.!?] )|(?<![^\n]))should (?!not\b)(?=[^.;?]{2,90},)|in case|in the event|contingent (?:up)?on"
    r"|were (?=\w+ to )|whenever|when)\b",
    factor=True,
)

SUBJECT = regex(
    r"\s*(?:(?:also|then|now|even|indeed|eventually|probably|perhaps|maybe|still|in turn"
    r"|therefore|thus|hence)\s+)?"
    r"(?:(?:i|we|you|they|he|she|it|there|this|that|these|those|everyone|everybody|nobody"
    r"|someone|somebody|anyone|anybody|people|most|many|some|all|both|each|no|none|one)\b"
    r"|(?:the|a|an|our|my|your|their|his|her|its|more|fewer|less|enough|new)\b)",
    factor=True,
)

# Verbs whose complement clause is what somebody says or thinks.
_SAYING = (
    r"say|says|said|saying|think|thinks|thought|believe|believes|believed|expect|expects"
    r"|expected|predict|predicts|predicted"
    r"|forecast|forecasts|forecasted|claim|claims|claimed|argue|argues|argued|suspect|suspects"
    r"|suspected|guess|guesses|guessed|reckon|reckons|reckoned"
    r"|anticipate|anticipates|anticipated|warn|warns|warned|add|adds|added|insist|insists"
    r"|insisted|assert|asserts|asserted|state|states|stated"
    r"|suggest|suggests|suggested|estimate|estimates|estimated|project|projects|projected|note"
    r"|notes|noted|feel|feels|felt|hope|hopes|hoped"
    r"|fear|fears|feared|bet|bets|doubt|doubts|doubted|assume|assumes|imagine|foresee|foresees"
    r"|foresaw|contend|contends|maintain|maintains|conclude|concludes|concluded"
    r"|envision|envisions|envisioned|mean|means|imply|implies|indicate|indicates|indicated|tell"
    r"|tells|told|write|writes|wrote|promise|promised|reply|replied|stress|stresses|stressed"
    r"|report|reports|reported|speculate|speculates|speculated|hint|hints|hinted|caution"
    r"|cautions|cautioned|know|knows|see"
)
SAYING = f"(?:{factored(_SAYING)})"
# The verbs themselves, for a cheap look before the patterns that need them.
SAYING_WORDS = words(_SAYING.replace("|", " "))
# What they foresee may be named before a "that" of its own: "expects a fall in rents that hurts".
_FORESEEING = (
    "estimates?|estimated|predicts?|predicted|expects?|expected|projects?|projected|forecasts?"
    "|forecasted|anticipates?|anticipated|foresees?|foresaw"
)
THAT = regex(
    rf"\b(?:(?:{factored(_FORESEEING)})(?: (?:in|on|at|last|this|today|yesterday)\b(?: [\w'-]+){{0,6}}?)?"
    rf"|(?:{SAYING}|declar(?:e|es|ed|ing)"
    rf"|(?:stat|argu|claim|warn|conclud|add|say"
    rf"|not)ing)(?<!estimates)(?<!estimate)(?<!predicts)(?<!predict)"
    rf"(?<!expects)(?<!expect)(?<!projects)(?<!project)(?<!forecasts)(?<!forecast)"
    rf"(?<!anticipates)(?<!anticipate)(?<!foresees)(?<!foresee)(?: [\w'-]+){{0,12}}?"
    rf"|(?:claim|view|belief|prediction|forecast|guess|bet|hunch|chance|probability|likelihood"
    rf"|odds|possibility|confident|sure|certain|convinced|likely|unlikely|probable|possible"
    rf"|clear|expectation|hypothesis|idea|fact|sense|outcome|case|is|was|be|surprised|doubt"
    rf"|question|hope|fear|worry|risk|thesis|statement|interview|conclusion|argument|evidence"
    rf"|sign|reason|assumption|certainty|scenario|future|%)),? that\b,?"
    rf"(?! (?:will|won't|would|could|can|can't|may|might|must|is|are|was|were|has|have|had|does"
    rf"|doesn't|{POINTED_AT})\b)"
    # a relative: "a gap that will grow"
)
OPINION = regex(
    r"(?:(?:and|but|so|yet|still|however|also|personally|honestly|overall|again|now|well|yes|no"
    r"|then|here),? )*"
    r"(?:i|we)(?:'d| would|'m| am|'re| are| do| still| also| really| personally| strongly"
    r"| firmly| don't| do not| can't| cannot| wouldn't| never| have to| continue to| now"
    r"| generally| \w+ly)*"
    r" (?:think|believe|expect|predict|forecast|guess|suspect|reckon|bet|wager|say|claim|argue"
    r"|assume|imagine|hope|fear|doubt|see|anticipate|estimate|feel|confident|sure|certain"
    r"|convinced|foresee|maintain|contend|put|give|assign)"
    rf"(?: pretty| fairly| quite| very)?(?: confident| sure"
    rf"| certain)?(?: that(?! (?:{POINTED_AT})\b)|,? though,?|:)?\s",
    factor=True,
)
# "It would be naive to think the mill will close", "I refuse to believe it": who says so denies the claim.
_FOLLY = (
    r"(?:naive|foolish|silly|crazy|mad|wrong|unrealistic|ridiculous|laughable|delusional"
    r"|a mistake|an error|a fool|a folly|folly|an illusion)"
    r" to (?:think|believe|assume|suppose|imagine|expect|hope|bet)"
)
FOOLISH_TO = (
    r"(?:(?:it|you|one|we|they)(?:'s|'d| is|'re| are| would)(?: have to)?(?: be)?"
    rf"(?: \w+ly| a bit| so| very| quite| rather| just| simply)* {_FOLLY}"
    r"|(?:i|we) (?:still |simply |just )?refuse to (?:think|believe|accept))"
)
# "It may sound crazy to believe that it will" goes on with a "but".
SCORNED = regex(
    rf"\b(?<!not )(?<!n't )(?<!sound )(?<!sounds )(?<!seem )(?<!seems )(?:{_FOLLY}|refuse to (?:think|believe|accept))\b"
)
FOOLISH = regex(
    r"(?:(?:and|but|so|yet|still|however|honestly|frankly),? )*"
    rf"{FOOLISH_TO}(?: that(?! (?:{POINTED_AT})\b))?\s",
    factor=True,
)
FOOLISH_WORDS = words(
    "naive foolish silly crazy mad wrong unrealistic ridiculous laughable delusional mistake error"
    " fool folly illusion refuse"
)
LEADING = regex(
    r"(?:(?:(?:which|that) is to say|that is|never say never|i mean|and|but|so(?! long as\b)|or|yet|also|then|thus|hence"
    r"|therefore|however|moreover|furthermore|finally|overall|in addition(?! to\b)|additionally"
    r"|besides|similarly|likewise"
    r"|that said|that being said|of course|indeed|meanwhile|as a result(?! of\b)|consequently"
    r"|in short|in other words|in fact|for example|for instance|instead(?! of\b)|otherwise"
    r"|nevertheless|nonetheless|still|again"
    r"|(?:first|second|third)(?:(?: off| up)?(?=,)| of all"
    r"|(?= (?:the|an?|there|i|we|you|it|they|he|she|this)\b))|firstly|secondly|thirdly|lastly"
    rf"|basically|honestly|frankly|personally|well|yes(?=,)|no(?=,)|ok(?=,)|okay(?=,)|sure(?=,)"
    rf"|right(?=,)|look(?=,)|plus|as an aside|while|because(?! of\b)|since"
    rf"|as far as [^,;]{2, 40}? (?:is|are) concerned"
    rf"|as(?! (?:long|soon|far) as| of \w| a (?:result|consequence) of\b"
    rf"| in (?:the past|previous|other|earlier)\b| (?:usual|always|ever|before)\b)|although"
    rf"|though|even though|whereas|which|who|as well as|even if|so that"
    rf"|in that(?= (?:it|they|he|she|we|you|there)\b)|that(?! (?:{SUBJECT_THAT})\b)|with|where"
    rf"|until(?= (?:then|now)\b)|given that)\b,?\s+|[-\u2014,;:\u2026.!?\"'(\[*>]+\s*)+",
    factor=True,
)

# Verbs common in claims, for telling "and secures the funding" from a plural noun.
VERBS = words(
    """
    absorb accelerate accept achieve acquire add adopt advance affect agree allow ally announce
    appear approve arise arrive assume attract automate avoid awaken ban beat become begin bleed
    block boost break bring build buy capture cause cease change cite climb clinch close coexist
    collaborate collapse collide come commercialize compete complete concede conclude confirm
    conquer consolidate continue contribute control convene converge convince cost crack crash
    create cross crumble cure cut damage debut decide declassify decline decouple decrease defeat
    defect defend defy degrade delay deliver demolish depart deplete deploy depose destroy deter
    dethrone devalue develop die diminish disappear disband discover dismantle displace disrupt
    dissolve diverge diversify dominate double drive drop dwindle earn ease eclipse elect eliminate
    embrace emerge emigrate enable encourage end endorse endure engulf ensue enter erode escalate
    establish evaporate evolve exceed exist expand expel expire explode extend face fade fail fall
    fight file find finish fix fizzle flatten flop flounder flourish follow forbid force form
    freeze fuel gain gather generate get give go govern graduate grow halt happen harm help hinder
    hire hit hold hurt ignite impeach implement impose improve incorporate increase indict infect
    inherit initiate inspire install intensify intervene introduce invade invest isolate jail join
    jump keep kill lag land last launch lead leave legalize liberate lift limit linger liquidate
    lose lower make mandate mature meet merge migrate mimic miss mobilize monopolize move multiply
    nationalize need negotiate nominate normalize nosedive obliterate obtain occur offer open oust
    outgrow outlast outlaw outlive outnumber outpace outperform outsell overcome overhaul override
    oversee overtake overthrow overturn own pass pay peak penetrate permeate persist persuade pick
    pioneer plague plateau plummet plunge poll pose postpone prevail prevent proceed produce
    prohibit proliferate prompt propose prosper prove provide publish pull pursue push put quit
    raise ratify reach reappear rebound rebrand recede receive recognize reconcile recover redefine
    reduce reform refuse regain regress reign reinstate reject relaunch release remain remake
    remove rename renew reopen repeal replace require rescue resemble resign resist resolve restore
    result resume resurface retain retaliate retire retreat return reunite revamp reveal reverse
    revive revolt revolutionize rise rocket rouse rule run sabotage save scale secure see sell send
    serve set settle shake shatter shelve shift shrink shut sideline sign simplify sink skyrocket
    slash slip slow slump smash soar solidify solve spark speculate speed spend split spread spur
    stabilize stagnate stall start stay steal stifle stop streamline strengthen strike struggle
    stumble subside succeed succumb sue suffer supersede supplant supply support suppress surge
    surpass surprise surrender survive suspend switch tackle take threaten thrive tighten top
    topple transcend transform transition trigger triple trounce tumble turn undergo undermine
    underperform unfold unify unite unleash unlock unravel unseat unveil upend use usher vacate
    validate vanish veto vote wane weaken widen win wipe withdraw wither worsen yield
"""
)


def is_verb(word: str) -> bool:
    """True for the third person of a common verb: "secures", "rises", "carries"."""
    return word.endswith("s") and (
        word[:-1] in VERBS
        or (word.endswith("es") and word[:-2] in VERBS)
        or (word.endswith("ies") and word[:-3] + "y" in VERBS)
    )


# What stands before a colon or over a part, and names nobody: "Update:", "Works Cited".
_LABELS = words(
    """
    prediction predictions forecast forecasts edit update updates correction disclaimer question
    questions answers advantage advantages disadvantage disadvantages pro pros con cons result
    results outcome verdict status confidence probability title subject topic source link links
    works cited reference references opinions comments thoughts highlights resources player ranking
    performance reasoning rationale background overview conclusion introduction discussion analysis
    takeaways
"""
)


def is_label(name: str) -> bool:
    """True for words that head a part of a text and name nobody ("Key Player", "Update")."""
    return name.lower().rpartition(" ")[2].strip(":") in _LABELS
