import { TextField, type TextFieldProps } from "../../../ui/text-field.tsx";

/** A code of an authenticator; with `recovery` it may be a recovery code as well. */
export function CodeField(props: TextFieldProps & { recovery?: boolean }) {
  return (
    <TextField
      {...props}
      autocomplete="one-time-code"
      inputmode={props.recovery ? "text" : "numeric"}
      maxLength={40}
      mono
    />
  );
}
