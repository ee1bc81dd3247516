import { widget } from "./kit/mount.js";
import { text } from "./kit/controls.js";

export default widget(({ body, link }) => {
  const field = text({ label: "Try", value: link.query.value, onInput: (value) => link.later({ value }) });
  body.append(field.element);
});
