import FileUp from "lucide-solid/icons/file-up";
import { createSignal, Show } from "solid-js";
import { useText } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";

/** Where a file is chosen, or dropped. */
export function FilePicker(props: { name: string | undefined; onPick: (file: File) => void }) {
  const t = useText("imports");
  const [isOver, setOver] = createSignal(false);
  let input!: HTMLInputElement;
  const pick = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) props.onPick(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file only helps along; the button does the same
    <div
      class={cx(
        "flex flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-lg border border-dashed px-5 py-8 transition-colors",
        isOver() ? "border-accent bg-accent-soft" : "border-line-control bg-surface",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        pick(event.dataTransfer?.files);
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        class="hidden"
        onChange={() => {
          pick(input.files);
          // The same file can be chosen again, once it is mended.
          input.value = "";
        }}
      />
      <Button icon={FileUp} variant={props.name ? "secondary" : "primary"} onClick={() => input.click()}>
        {t(props.name ? "pickAgain" : "pick")}
      </Button>
      <Show when={props.name} fallback={<span class="text-sm text-muted">{t("drop")}</span>}>
        {(name) => <code class="max-w-full truncate text-sm text-ink">{name()}</code>}
      </Show>
    </div>
  );
}
