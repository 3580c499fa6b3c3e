"""What people press, choose, submit and look for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.servers.slack import controls, menus, view_shapes
from tests.servers.slack.methods import views
from tests.servers.slack.refusals import RefusedError
from tests.servers.slack.response_urls import Invitation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.slack.answers import Answer
    from tests.servers.slack.courier import Courier
    from tests.servers.slack.payloads import Payloads
    from tests.servers.slack.refusals import JSON
    from tests.servers.slack.response_urls import ResponseUrls
    from tests.servers.slack.signing import Forgery
    from tests.servers.slack.state import State
    from tests.servers.slack.workspace import Workspace


class Interacting:
    """Buttons, menus, views, shortcuts and suggestions.

    `shown` is a message, ephemeral message or view as the server keeps it.
    """

    state: State
    courier: Courier
    payloads: Payloads
    response_urls: ResponseUrls

    async def press(self, shown: JSON, control: str, *, user: str = "U1", forgery: Forgery = "") -> Answer:
        """Press a button, named by its action_id or label."""
        block, element = controls.find(shown["blocks"], control)
        action = {"text": element.get("text"), **({"value": element["value"]} if "value" in element else {})}
        return await self.act(shown, block, {**element, **action}, user=user, forgery=forgery)

    async def select(self, shown: JSON, control: str, value: object, *, user: str = "U1") -> Answer:
        """Choose in a menu or picker, named by its action_id or placeholder; an option by its value or label."""
        block, element = controls.find(shown["blocks"], control)
        return await self.act(shown, block, {**element, **controls.said(element, value)}, user=user)

    async def act(self, shown: JSON, block: JSON, element: JSON, *, user: str = "U1", forgery: Forgery = "") -> Answer:
        """Use a control as it is given, also one that stands nowhere any more."""
        kept = {"type", "action_id", "text", "value", "placeholder"}
        action = {key: value for key, value in element.items() if key in kept or key.startswith("selected_")}
        action |= {"block_id": block["block_id"], "action_ts": f"{self.state.clock.now():.6f}"}
        if "callback_id" in shown and shown.get("type") in ("modal", "home"):
            return await self._interact(self._on_view(shown, action, user), forgery)
        return await self._interact(self._on_message(shown, action, user), forgery)

    def _on_view(self, view: JSON, action: JSON, user: str) -> JSON:
        workspace = self.state.workspaces[view["team_id"]]
        state = {"values": controls.values(view["blocks"], {})}
        container = {"type": "view", "view_id": view["id"]}
        seen = {**view, "state": state}
        return self.payloads.interaction(
            "block_actions", workspace, user, container=container, view=seen, actions=[action], state=state
        )

    def _on_message(self, shown: JSON, action: JSON, user: str) -> JSON:
        workspace, channel, ephemeral = self._place(shown)
        thread = shown.get("thread_ts", "")
        invitation = Invitation(
            channel=channel,
            user=user,
            made=self.state.clock.now(),
            source=shown["ts"],
            ephemeral=ephemeral,
            thread=thread if thread != shown["ts"] else "",
        )
        seen = {} if ephemeral else {"message": {key: value for key, value in shown.items() if key != "unfurl"}}
        return self.payloads.interaction(
            "block_actions",
            workspace,
            user,
            container=_in_message(shown, channel, ephemeral=ephemeral),
            channel={"id": channel, "name": workspace.channels[channel].name},
            response_url=self.response_urls.hand_out(invitation),
            actions=[action],
            state={"values": controls.values(shown.get("blocks") or [], {})},
            **seen,
        )

    def _place(self, shown: JSON) -> tuple[Workspace, str, bool]:
        for workspace in self.state.workspaces.values():
            for channel in workspace.channels.values():
                if channel.posts.get(shown["ts"]) is shown:
                    return workspace, channel.id, False
                if any(each is shown for each in channel.ephemerals):
                    return workspace, channel.id, True
        raise controls.NothingThereError("that message stands nowhere")

    async def submit_view(self, view: JSON, filled: Mapping[str, object] | None = None, *, user: str = "U1") -> Answer:
        """Fill in a modal and submit it; `filled` names blocks, actions or labels. The app's answer is carried out."""
        state = controls.values(view["blocks"], filled or {})
        controls.refuse_gaps(view["blocks"], state)
        workspace = self.state.workspaces[view["team_id"]]
        seen = {**view, "state": {"values": state}}
        payload = self.payloads.interaction("view_submission", workspace, user, view=seen, response_urls=[])
        answer = await self._interact(payload)
        if answer.trouble:
            return answer
        try:
            self._carry_out(workspace, view, answer.json, user)
        except RefusedError as refusal:
            return replace(answer, refused=refusal.error)
        return answer

    def _carry_out(self, workspace: Workspace, view: JSON, said: JSON, user: str) -> None:
        stack = workspace.stacks.setdefault(user, [])
        match said.get("response_action"):
            case None if not said:
                if view["id"] in stack:
                    stack.remove(view["id"])
            case "clear":
                stack.clear()
            case "errors":
                refuse_unknown_fields(view, said.get("errors"))
            case "update" | "push" as action:
                view_shapes.refuse_bad(said.get("view"), "modal")
                if action == "update":
                    views.replace(workspace, view, said["view"])
                else:
                    views.show(workspace, self.state.keys.app_id, said["view"], user, on_top=True)
            case _:
                raise RefusedError("invalid_response_action")

    async def close_view(self, view: JSON, *, user: str = "U1") -> Answer | None:
        """Close a modal; the app hears of it only where it asked to."""
        workspace = self.state.workspaces[view["team_id"]]
        workspace.stacks.get(user, []).remove(view["id"])
        if not view["notify_on_close"]:
            return None
        return await self._interact(
            self.payloads.interaction("view_closed", workspace, user, view=view, is_cleared=False)
        )

    async def shortcut(
        self, callback_id: str, *, user: str = "U1", message: JSON | None = None, forgery: Forgery = ""
    ) -> Answer:
        """Use a shortcut, on a message where one is given."""
        if message is None:
            workspace = self.state.home_of(user)
            made = self.payloads.interaction("shortcut", workspace, user, callback_id=callback_id)
            return await self._interact({**made, "action_ts": f"{self.state.clock.now():.6f}"}, forgery)
        workspace, channel, _ = self._place(message)
        invitation = Invitation(channel=channel, user=user, made=self.state.clock.now())
        made = self.payloads.interaction(
            "message_action",
            workspace,
            user,
            callback_id=callback_id,
            message={key: value for key, value in message.items() if key != "unfurl"},
            message_ts=message["ts"],
            channel={"id": channel, "name": workspace.channels[channel].name},
            response_url=self.response_urls.hand_out(invitation),
        )
        return await self._interact({**made, "action_ts": f"{self.state.clock.now():.6f}"}, forgery)

    async def block_suggestion(self, shown: JSON, control: str, typed: str, *, user: str = "U1") -> Answer:
        """Type in an external select; the options that come back are checked."""
        block, element = controls.find(shown["blocks"], control)
        if "team_id" in shown:
            workspace, where = self.state.workspaces[shown["team_id"]], {"type": "view", "view_id": shown["id"]}
            seen = {"view": shown}
        else:
            workspace, channel, ephemeral = self._place(shown)
            where, seen = _in_message(shown, channel, ephemeral=ephemeral), {"message": shown}
        asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed, "container": where}
        payload = self.payloads.interaction("block_suggestion", workspace, user, **asked)
        answer = await self._interact({**payload, **seen}, kind="options")
        findings = [] if answer.trouble else menus.findings(answer.json)
        return replace(answer, refused="invalid_options") if findings else answer

    async def _interact(self, payload: JSON, forgery: Forgery = "", kind: str = "interaction") -> Answer:
        form = {"payload": json.dumps(payload)}
        return await self.courier.bring(kind, payload, forgery=forgery, form=form)


def _in_message(shown: JSON, channel: str, *, ephemeral: bool) -> JSON:
    where: JSON = {"type": "message", "message_ts": shown["ts"], "channel_id": channel, "is_ephemeral": ephemeral}
    return {**where, "thread_ts": shown["thread_ts"]} if shown.get("thread_ts") else where


def refuse_unknown_fields(view: JSON, errors: object) -> None:
    """Refuse errors that name no input of the view."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise RefusedError("invalid_response_errors")
