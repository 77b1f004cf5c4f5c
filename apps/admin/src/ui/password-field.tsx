import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import { createSignal, Show, splitProps } from "solid-js";
import { TextField, type TextFieldProps } from "./text-field.tsx";

export type PasswordFieldProps = Omit<TextFieldProps, "type" | "suffix"> & {
  /** What the button beside it does: «Afficher le mot de passe». */
  show: string;
  hide: string;
};

/** A secret as it is typed: hidden until one asks to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const [own, field] = splitProps(props, ["show", "hide"]);
  const [isShown, setShown] = createSignal(false);
  return (
    <TextField
      {...field}
      type={isShown() ? "text" : "password"}
      suffix={
        <button
          type="button"
          class="-mr-1.5 flex size-7 items-center justify-center rounded-sm text-subtle hover:bg-sunken hover:text-ink"
          aria-label={isShown() ? own.hide : own.show}
          onClick={() => setShown((shown) => !shown)}
        >
          <Show when={isShown()} fallback={<Eye class="size-4" aria-hidden="true" />}>
            <EyeOff class="size-4" aria-hidden="true" />
          </Show>
        </button>
      }
    />
  );
}
