import { Dialog } from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import CircleUser from "lucide-solid/icons/circle-user";
import Database from "lucide-solid/icons/database";
import House from "lucide-solid/icons/house";
import KeyRound from "lucide-solid/icons/key-round";
import Layers from "lucide-solid/icons/layers";
import Plus from "lucide-solid/icons/plus";
import School from "lucide-solid/icons/school";
import ScrollText from "lucide-solid/icons/scroll-text";
import Search from "lucide-solid/icons/search";
import Upload from "lucide-solid/icons/upload";
import Users from "lucide-solid/icons/users";
import { createMemo, createResource, createSignal, createUniqueId, onCleanup, Show } from "solid-js";
import { listSchools } from "../../data/schools.ts";
import { useText } from "../../i18n/i18n.tsx";
import { createFocusReturn } from "../../ui/focus-return.ts";
import { keepPageStill } from "../../ui/keep-page-still.ts";
import { type Item, Results } from "./results.tsx";

const PAUSE_MS = 180;
const SHOWN = 6;

/** Goes anywhere from the keyboard: a page by its name, a school by its name, its city or its subdomain. */
export default function CommandPalette(props: { onClose: () => void }) {
  const t = useText("shell");
  const navigate = useNavigate();
  const listId = createUniqueId();
  const giveFocusBack = createFocusReturn(() => true);
  const [text, setText] = createSignal("");
  const [wanted, setWanted] = createSignal("");
  const [at, setAt] = createSignal(0);
  let pause: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(pause));

  const [found] = createResource(wanted, async (search) => {
    const { items } = await listSchools({ pageSize: SHOWN, ...(search ? { search } : {}), ordering: ["school_name"] });
    return items.map(
      ({ id, school }): Item => ({ href: `/schools/${id}`, label: school.name, hint: school.city, icon: School }),
    );
  });
  const pages = createMemo((): Item[] =>
    [
      { href: "/", label: t("nav.home"), icon: House },
      { href: "/schools", label: t("nav.schools"), icon: School },
      { href: "/schools/new", label: t("nav.newSchool"), icon: Plus },
      { href: "/migrations", label: t("nav.migrations"), icon: Layers },
      { href: "/schools/import", label: t("nav.import"), icon: Upload },
      { href: "/databases", label: t("nav.databases"), icon: Database },
      { href: "/super-admins", label: t("nav.superAdmins"), icon: Users },
      { href: "/api-keys", label: t("nav.apiKeys"), icon: KeyRound },
      { href: "/audit", label: t("nav.audit"), icon: ScrollText },
      { href: "/account", label: t("user.account"), icon: CircleUser },
    ].filter(({ label }) => plain(label).includes(plain(text()))),
  );
  const schools = () => (found.state === "errored" ? [] : (found.latest ?? []));
  const groups = () => [
    { label: t("palette.pages"), items: pages(), from: 0 },
    { label: t("palette.schools"), items: schools(), from: pages().length },
  ];
  const items = () => [...pages(), ...schools()];

  const type = (value: string) => {
    setText(value);
    setAt(0);
    clearTimeout(pause);
    pause = setTimeout(() => setWanted(value.trim()), PAUSE_MS);
  };
  const go = (item: Item | undefined) => {
    if (!item) return;
    props.onClose();
    navigate(item.href);
  };
  const onKey = (event: KeyboardEvent) => {
    const count = items().length;
    if (event.key === "ArrowDown") setAt((at() + 1) % Math.max(count, 1));
    else if (event.key === "ArrowUp") setAt((at() - 1 + count) % Math.max(count, 1));
    else if (event.key === "Enter") go(items()[at()]);
    else return;
    event.preventDefault();
    document.getElementById(`${listId}-${at()}`)?.scrollIntoView({ block: "nearest" });
  };

  return (
    <Dialog preventScroll={false} open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay
          class="anim-fade fixed inset-0 z-40 bg-scrim"
          onWheel={keepPageStill}
          onTouchMove={keepPageStill}
        />
        <div
          class="fixed inset-x-0 top-[12vh] z-40 flex justify-center px-4 max-sm:top-3"
          onWheel={keepPageStill}
          onTouchMove={keepPageStill}
        >
          <Dialog.Content
            aria-label={t("palette.title")}
            onCloseAutoFocus={giveFocusBack}
            class="anim-pop flex max-h-[70vh] w-full max-w-xl flex-col overflow-hidden rounded-xl bg-raised shadow-lg outline-none"
          >
            <div class="flex items-center gap-3 border-b border-line px-4">
              <Search class="size-4 shrink-0 text-subtle" aria-hidden="true" />
              <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls={listId}
                aria-activedescendant={items().length > 0 ? `${listId}-${at()}` : undefined}
                aria-label={t("palette.title")}
                placeholder={t("palette.placeholder")}
                autocomplete="off"
                spellcheck={false}
                autofocus
                class="h-12 min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-subtle"
                value={text()}
                onInput={(event) => type(event.currentTarget.value)}
                onKeyDown={onKey}
              />
            </div>
            <Results id={listId} groups={groups()} at={at()} onPoint={setAt} onChoose={go} />
            <Show when={items().length === 0 && !found.loading}>
              <p role="status" class="px-4 pb-8 text-center text-sm text-muted">
                {t("palette.none", { text: text() })}
              </p>
            </Show>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}

/** Without capitals and accents, as one types in a hurry. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
