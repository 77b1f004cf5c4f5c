import { createMemo } from "solid-js";
import { encode } from "uqr";
import { Secret } from "../../../features/shown-once/index.ts";
import { useText } from "../../../i18n/i18n.tsx";

/** What an authenticator is told: a picture for its camera, or a key to type. */
export function SetupKey(props: { uri: string; secret: string }) {
  const t = useText("account");
  const picture = createMemo(() => {
    const { data, size } = encode(props.uri, { ecc: "M", border: 3 });
    return { size, path: data.map(lineOf).join("") };
  });
  return (
    <div class="flex flex-col items-center gap-4 sm:flex-row sm:items-start">
      {/* Dark on white in either theme: cameras read nothing else for sure. */}
      <svg
        role="img"
        aria-label={t("enable.qr")}
        viewBox={`0 0 ${picture().size} ${picture().size}`}
        shape-rendering="crispEdges"
        class="size-48 shrink-0 rounded-lg border border-line"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path d={picture().path} fill="#000" />
      </svg>
      <div class="flex w-full min-w-0 flex-col gap-2">
        <p class="text-sm text-muted">{t("enable.type")}</p>
        <Secret text={props.secret} what={t("enable.key")} />
      </div>
    </div>
  );
}

/** The dark squares of a line, those side by side as one. */
function lineOf(squares: readonly boolean[], y: number): string {
  const line = squares.map((isDark) => (isDark ? "1" : "0")).join("");
  return [...line.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join("");
}
