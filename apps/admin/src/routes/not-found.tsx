import SearchX from "lucide-solid/icons/search-x";
import { useText } from "../i18n/i18n.tsx";
import { useTitle } from "../navigation/title.tsx";
import { ButtonLink } from "../ui/button.tsx";

export default function NotFound() {
  const t = useText("shell");
  useTitle(() => t("notFound.title"));
  return (
    <div class="flex flex-col items-center gap-1 px-6 py-24 text-center">
      <span class="mb-3 flex size-10 items-center justify-center rounded-lg border border-line bg-raised text-muted shadow-sm">
        <SearchX class="size-5" aria-hidden="true" />
      </span>
      <h1 tabindex="-1" class="text-lg font-semibold tracking-tight">
        {t("notFound.title")}
      </h1>
      <p class="max-w-md text-muted">{t("notFound.description")}</p>
      <div class="mt-4">
        <ButtonLink href="/">{t("notFound.action")}</ButtonLink>
      </div>
    </div>
  );
}
