"""XML as nested records: an element with children is a record, its text stands under "#text"."""

from typing import Any

from predictions.watching.xmltree import tree

_DEEPEST = 60
_SPACE = "{http://www.w3.org/XML/1998/namespace}"
_MARKUP = frozenset(("p", "div", "br", "a", "b", "i", "em", "strong", "span", "blockquote", "ul",
    "ol", "li"))  # fmt: skip
_DUBLIN = "{http://purl.org/dc/"


def from_xml(text: str) -> Any:
    """The data of an XML file.

    Raises:
        UnreadableDocument: it is none.
        LimitExceeded: it declares entities.
    """
    root, _ = tree(text)
    return {_key(root): _data(root, 0)}


def _data(node: Any, depth: int) -> Any:
    children = [child for child in node if isinstance(child.tag, str)]
    if children and all(_name(child) in _MARKUP for child in children):
        from lxml import etree  # noqa: PLC0415 - only the sandbox needs it

        inner = (etree.tostring(child, encoding="unicode") for child in children)
        return (node.text or "") + "".join(inner)
    if not children and not node.attrib:
        return node.text or ""
    found: dict[str, Any] = {
        key.rpartition("}")[2]: value
        for key, value in node.attrib.items()
        if not key.startswith(_SPACE)
    }
    if (node.text or "").strip():
        found["#text"] = node.text
    for child in children if depth < _DEEPEST else ():
        value, key = _data(child, depth + 1), _key(child)
        if key not in found:
            found[key] = value
        elif isinstance(found[key], list):
            found[key].append(value)
        else:
            found[key] = [found[key], value]
    return found


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _key(node: Any) -> str:
    """The name of an element; of one that says who made something, its own word for that."""
    name = str(node.tag).rpartition("}")[2]
    if name == "encoded":
        return "content_encoded" if "content" in str(node.tag) else name
    return f"dc_{name}" if str(node.tag).startswith(_DUBLIN) else name
