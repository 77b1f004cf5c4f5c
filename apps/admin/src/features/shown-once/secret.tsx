import { CopyButton } from "../../ui/copy-button.tsx";

/** A secret in full, copied with one press. */
export function Secret(props: { text: string; what: string }) {
  return (
    <CopyButton
      text={props.text}
      what={props.what}
      shown
      class="h-auto! min-h-8 w-full justify-between! rounded-md border border-line-strong bg-sunken px-2.5! py-1.5 text-left pointer-coarse:m-0 pointer-coarse:min-h-control-md [&_code]:text-sm [&_code]:break-all [&_code]:whitespace-normal [&_code]:text-ink"
    />
  );
}
