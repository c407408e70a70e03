"""A description of only those payloads that a bot like ours sends, written by hand.

It stands in for the official one in a bare clone. Answers are not described: there the official
description alone can judge. Same format, so the same compiler reads it.
"""

from typing import Any

Json = dict[str, Any]


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _text(most: int, least: int = 0) -> Json:
    return {"type": ["string", "null"], "minLength": least, "maxLength": most}


def _list(item: Json, most: int, least: int = 0) -> Json:
    return {"type": ["array", "null"], "items": item, "maxItems": most, "minItems": least}


def _object(properties: Json, *required: str) -> Json:
    return {"type": "object", "properties": properties, "required": list(required)}


def _kind(*values: int) -> Json:
    return {"type": "integer", "enum": list(values)}


def _either(*schemas: Json) -> Json:
    return {"oneOf": list(schemas)}


WHOLE: Json = {"type": ["integer", "null"]}
YES_NO: Json = {"type": ["boolean", "null"]}
URI: Json = {"type": ["string", "null"], "maxLength": 2048, "format": "uri"}
ID: Json = _ref("SnowflakeType")
CUSTOM_ID: Json = {"type": "string", "minLength": 1, "maxLength": 100}
LOCALES: Json = {"type": ["object", "null"], "additionalProperties": {"type": "string"}}
MEDIA = _object({"url": URI})
EMOJI = _object({"id": _either({"type": "null"}, ID), "name": _text(32), "animated": YES_NO})

EMBED = _object(
    {
        "type": _text(32),
        "url": URI,
        "title": _text(256),
        "description": _text(4096),
        "color": {"type": ["integer", "null"], "minimum": 0, "maximum": 0xFFFFFF},
        "timestamp": {"type": ["string", "null"], "format": "date-time"},
        "author": _object({"name": _text(256), "url": URI, "icon_url": URI}),
        "footer": _object({"text": _text(2048), "icon_url": URI}),
        "image": MEDIA,
        "thumbnail": MEDIA,
        "fields": _list(
            _object(
                {"name": _text(256, 1), "value": _text(1024, 1), "inline": YES_NO}, "name", "value"
            ),
            25,
        ),
    }
)
BUTTON = _object(
    {
        "type": _kind(2),
        "id": WHOLE,
        "style": _kind(1, 2, 3, 4, 5, 6),
        "custom_id": _text(100, 1),
        "label": _text(80),
        "url": _text(512),
        "disabled": YES_NO,
        "emoji": EMOJI,
    },
    "type",
    "style",
)
SELECT = _object(
    {
        "type": _kind(3, 5, 6, 7, 8),
        "id": WHOLE,
        "custom_id": CUSTOM_ID,
        "placeholder": _text(150),
        "min_values": WHOLE,
        "max_values": WHOLE,
        "disabled": YES_NO,
        "required": YES_NO,
        "options": _list(_ref("SelectOption"), 25, 1),
        "channel_types": _list({"type": "integer"}, 25),
        "default_values": _list(_object({"id": ID, "type": _text(10)}, "id", "type"), 25),
    },
    "type",
    "custom_id",
)
TEXT_INPUT = _object(
    {
        "type": _kind(4),
        "id": WHOLE,
        "custom_id": CUSTOM_ID,
        "style": _kind(1, 2),
        "label": _text(45, 1),
        "value": _text(4000),
        "placeholder": _text(100),
        "required": YES_NO,
        "min_length": {"type": ["integer", "null"], "minimum": 0, "maximum": 4000},
        "max_length": {"type": ["integer", "null"], "minimum": 1, "maximum": 4000},
    },
    "type",
    "custom_id",
    "style",
)
MESSAGE: Json = {
    "content": _text(2000),
    "embeds": _list(_ref("RichEmbed"), 10),
    "allowed_mentions": _either({"type": "null"}, _ref("AllowedMentions")),
    "components": _list(_ref("MessagePart"), 40),
    "flags": WHOLE,
    "attachments": _list(_ref("Attachment"), 10),
}
CREATE: Json = MESSAGE | {
    "tts": YES_NO,
    "sticker_ids": _list(ID, 3),
    "message_reference": _ref("Reference"),
    "nonce": _either({"type": "integer"}, {"type": "string", "maxLength": 25}, {"type": "null"}),
    "enforce_nonce": YES_NO,
}
COMMAND: Json = {
    "id": ID,
    "name": {"type": "string", "minLength": 1, "maxLength": 32},
    "name_localizations": LOCALES,
    "description": _text(100),
    "description_localizations": LOCALES,
    "options": _list(_ref("Option"), 25),
    "dm_permission": YES_NO,  # deprecated; discord.py sends it beside contexts all the same
    "default_member_permissions": WHOLE,
    "contexts": _list({"type": "integer", "enum": [0, 1, 2]}, 3, 1),
    "integration_types": _list({"type": "integer", "enum": [0, 1]}, 2, 1),
    "type": {"type": ["integer", "null"], "enum": [1, 2, 3, 4]},
    "handler": WHOLE,
}
OPTION: Json = {
    "type": _kind(*range(1, 12)),
    "name": {"type": "string", "minLength": 1, "maxLength": 32},
    "name_localizations": LOCALES,
    "description": {"type": "string", "minLength": 1, "maxLength": 100},
    "description_localizations": LOCALES,
    "required": YES_NO,
    "autocomplete": YES_NO,
    "options": _list(_ref("Option"), 25),
    "choices": _list(_ref("Choice"), 25),
    "channel_types": _list({"type": "integer"}, 25),
    "min_value": {"type": ["number", "null"]},
    "max_value": {"type": ["number", "null"]},
    "min_length": WHOLE,
    "max_length": WHOLE,
}
CHOICE = _object(
    {
        "name": {"type": "string", "minLength": 1, "maxLength": 100},
        "name_localizations": LOCALES,
        "value": {"type": ["string", "number"]},
    },
    "name",
    "value",
)
MODAL = _object(
    {
        "custom_id": CUSTOM_ID,
        "title": {"type": "string", "minLength": 1, "maxLength": 45},
        "components": _list(_ref("ModalRow"), 5, 1),
    },
    "custom_id",
    "title",
    "components",
)

SCHEMAS: Json = {
    "SnowflakeType": {
        "type": "string",
        "pattern": "^(0|[1-9][0-9]*)$",
        "format": "snowflake",
    },
    "RichEmbed": EMBED,
    "AllowedMentions": _object(
        {
            "parse": _list({"type": "string", "enum": ["users", "roles", "everyone"]}, 3),
            "users": _list(ID, 100),
            "roles": _list(ID, 100),
            "replied_user": YES_NO,
        }
    ),
    "Attachment": _object({"id": ID, "filename": _text(1024, 1), "description": _text(1024)}, "id"),
    "Reference": _object(
        {
            "message_id": ID,
            "channel_id": ID,
            "guild_id": ID,
            "fail_if_not_exists": YES_NO,
            "type": WHOLE,
        },
        "message_id",
    ),
    "SelectOption": _object(
        {
            "label": {"type": "string", "minLength": 1, "maxLength": 100},
            "value": {"type": "string", "minLength": 1, "maxLength": 100},
            "description": _text(100),
            "default": YES_NO,
            "emoji": EMOJI,
        },
        "label",
        "value",
    ),
    "MessageRow": _object(
        {
            "type": _kind(1),
            "id": WHOLE,
            "components": _list(_either(BUTTON, SELECT), 5, 1),
        },
        "type",
        "components",
    ),
    "MessagePart": _either(
        _ref("MessageRow"),
        *(_ref(name) for name in ("Text", "Section", "Gallery", "File", "Line", "Container")),
    ),
    "Text": _object({"type": _kind(10), "id": WHOLE, "content": _text(4000, 1)}, "type", "content"),
    "Thumbnail": _object(
        {
            "type": _kind(11),
            "id": WHOLE,
            "media": MEDIA,
            "description": _text(1024),
            "spoiler": YES_NO,
        },
        "type",
        "media",
    ),
    "Section": _object(
        {
            "type": _kind(9),
            "id": WHOLE,
            "components": _list(_ref("Text"), 3, 1),
            "accessory": _either(BUTTON, _ref("Thumbnail")),
        },
        "type",
        "components",
        "accessory",
    ),
    "Gallery": _object(
        {
            "type": _kind(12),
            "id": WHOLE,
            "items": _list(
                _object({"media": MEDIA, "description": _text(1024), "spoiler": YES_NO}, "media"),
                10,
                1,
            ),
        },
        "type",
        "items",
    ),
    "File": _object(
        {"type": _kind(13), "id": WHOLE, "file": MEDIA, "spoiler": YES_NO}, "type", "file"
    ),
    "Line": _object({"type": _kind(14), "id": WHOLE, "divider": YES_NO, "spacing": WHOLE}, "type"),
    "Container": _object(
        {
            "type": _kind(17),
            "id": WHOLE,
            "accent_color": WHOLE,
            "spoiler": YES_NO,
            "components": _list(
                _either(
                    _ref("MessageRow"),
                    *(_ref(name) for name in ("Text", "Section", "Gallery", "File", "Line")),
                ),
                40,
                1,
            ),
        },
        "type",
        "components",
    ),
    "ModalRow": _either(
        _object(
            {"type": _kind(1), "id": WHOLE, "components": _list(TEXT_INPUT, 1, 1)},
            "type",
            "components",
        ),
        _object(
            {
                "type": _kind(18),
                "id": WHOLE,
                "label": {"type": "string", "minLength": 1, "maxLength": 45},
                "description": _text(100),
                "component": _either(TEXT_INPUT, SELECT, _ref("ModalOther")),
            },
            "type",
            "label",
            "component",
        ),
        _object({"type": _kind(10), "id": WHOLE, "content": _text(4000, 1)}, "type", "content"),
    ),
    "ModalOther": _object(
        {
            "type": _kind(19, 21, 22, 23),
            "id": WHOLE,
            "custom_id": CUSTOM_ID,
            "required": YES_NO,
            "min_values": WHOLE,
            "max_values": WHOLE,
            "default": YES_NO,
            "options": _list(_ref("SelectOption"), 10, 2),
        },
        "type",
        "custom_id",
    ),
    "Option": _object(OPTION, "type", "name", "description"),
    "Choice": CHOICE,
    "Modal": MODAL,
    "MessageCreateRequest": _object(CREATE),
    "MessageEditRequestPartial": _object(MESSAGE),
    "IncomingWebhookUpdateRequestPartial": _object(MESSAGE | {"tts": YES_NO}),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": _object(MESSAGE),
    "FollowUp": _object(MESSAGE | {"tts": YES_NO, "username": _text(80), "avatar_url": URI}),
    "ApplicationCommandUpdateRequest": _object(COMMAND, "name"),
    "ApplicationCommandCreateRequest": _object(COMMAND, "name"),
    "CallbackCreate": _object({"type": _kind(4, 5), "data": _ref("FollowUp")}, "type"),
    "CallbackUpdate": _object(
        {
            "type": _kind(6, 7),
            "data": _ref("IncomingWebhookUpdateForInteractionCallbackRequestPartial"),
        },
        "type",
    ),
    "CallbackChoices": _object(
        {
            "type": _kind(8),
            "data": _object({"choices": _list(_ref("Choice"), 25)}),
        },
        "type",
        "data",
    ),
    "CallbackModal": _object({"type": _kind(9), "data": _ref("Modal")}, "type", "data"),
}


def _takes(schema: Json) -> Json:
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {}}


_NOTHING: Json = {"responses": {}}
_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_MESSAGES = "/channels/{channel_id}/messages"
_COMMANDS = _list(_ref("ApplicationCommandUpdateRequest"), 130)
_CALLBACK = _either(*(_ref(f"Callback{kind}") for kind in ("Create", "Update", "Choices", "Modal")))
_EDITED = {
    "get": _NOTHING,
    "patch": _takes(_ref("IncomingWebhookUpdateRequestPartial")),
    "delete": _NOTHING,
}

SMALL_SPEC: Json = {
    "components": {"schemas": SCHEMAS, "responses": {}},
    "paths": {
        "/users/@me/channels": {"post": _takes(_object({"recipient_id": ID}, "recipient_id"))},
        "/applications/{application_id}/commands": {"get": _NOTHING, "put": _takes(_COMMANDS)},
        "/applications/{application_id}/guilds/{guild_id}/commands": {
            "get": _NOTHING,
            "put": _takes(_COMMANDS),
        },
        "/interactions/{interaction_id}/{interaction_token}/callback": {"post": _takes(_CALLBACK)},
        _HOOK: {"post": _takes(_ref("FollowUp"))},
        f"{_HOOK}/messages/@original": _EDITED,
        f"{_HOOK}/messages/{{message_id}}": _EDITED,
        _MESSAGES: {"get": _NOTHING, "post": _takes(_ref("MessageCreateRequest"))},
        f"{_MESSAGES}/{{message_id}}": {
            "get": _NOTHING,
            "patch": _takes(_ref("MessageEditRequestPartial")),
            "delete": _NOTHING,
        },
    },
}
