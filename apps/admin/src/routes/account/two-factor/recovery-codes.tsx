import Download from "lucide-solid/icons/download";
import { For } from "solid-js";
import { useText } from "../../../i18n/i18n.tsx";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";

/** Recovery codes, to be copied or taken along as a file. */
export function RecoveryCodes(props: { codes: readonly string[]; email: string }) {
  const t = useText("account");
  const lines = () => props.codes.join("\n");
  const download = () => {
    const text = `${t("codes.fileTitle", { email: props.email })}\n\n${lines()}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: t("codes.file") });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <ol
        aria-label={t("codes.title")}
        class="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border border-line-strong bg-sunken px-4 py-3 min-[26rem]:grid-cols-2"
      >
        <For each={props.codes}>
          {(code) => (
            <li>
              <code class="text-sm text-ink">{code}</code>
            </li>
          )}
        </For>
      </ol>
      <div class="flex flex-wrap items-center gap-2">
        <Button size="sm" icon={Download} onClick={download}>
          {t("codes.download")}
        </Button>
        <CopyButton
          text={lines()}
          what={t("codes.copy")}
          caption={t("codes.copyShort")}
          class="h-control-sm! rounded-md px-2.5! pointer-coarse:m-0"
        />
      </div>
    </>
  );
}
