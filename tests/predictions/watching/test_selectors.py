"""CSS selectors, the everyday part."""

import pytest
from lxml import etree

from predictions.errors import InvalidValue
from predictions.watching.selectors import xpath

DOCUMENT = etree.fromstring(
    '<div><ul id="l"><li class="a first" data-x="one-two">1</li><li class="ab">2</li>'
    '<li class="a" title="it\'s">3</li></ul><p>4</p><section><p lang="en">5</p></section></div>'
)


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("li", "123"),
        ("*[lang]", "5"),
        (".a", "13"),
        ("li.a.first", "1"),
        ("#l li", "123"),
        ("#l > .ab", "2"),
        ("div > p", "4"),
        ("div p", "45"),
        ("li + li", "23"),
        (".first ~ li", "23"),
        ("[data-x]", "1"),
        ('[data-x="one-two"]', "1"),
        ("[data-x^=one]", "1"),
        ("[data-x$='two']", "1"),
        ("[data-x*=e-t]", "1"),
        ("[class~=ab]", "2"),
        ('[title="it\'s"]', "3"),
        ("li:first-child", "1"),
        ("li:last-child", "3"),
        ("li:nth-child(2)", "2"),
        ("p[lang], .ab", "25"),
        ('[title="a,b"], .ab', "2"),
        ("li.gone", ""),
    ],
)
def test_a_selector_picks_what_css_says(selector: str, texts: str) -> None:
    assert "".join(element.text for element in DOCUMENT.xpath(xpath(selector))) == texts


@pytest.mark.parametrize(
    "selector",
    ["", " ", "p,", "p >", "> p", "p:hover", "p::before", "p[", "..a", "p{}", "a" * 400, "p')]"],
)
def test_what_is_not_known_is_refused(selector: str) -> None:
    with pytest.raises(InvalidValue, match="selector"):
        xpath(selector)
