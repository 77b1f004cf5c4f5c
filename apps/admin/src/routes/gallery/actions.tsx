import Ellipsis from "lucide-solid/icons/ellipsis";
import Plus from "lucide-solid/icons/plus";
import RotateCw from "lucide-solid/icons/rotate-cw";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For } from "solid-js";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Link } from "../../ui/link.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Row } from "./row.tsx";

const VARIANTS = ["primary", "secondary", "ghost", "danger", "danger-quiet"] as const;
const SIZES = ["sm", "md", "lg"] as const;

export function Actions() {
  const [loading, setLoading] = createSignal(false);
  const load = () => {
    setLoading(true);
    setTimeout(() => setLoading(false), 1_500);
  };
  return (
    <>
      <Row name="Variants">
        <For each={VARIANTS}>{(variant) => <Button variant={variant}>Open a school</Button>}</For>
      </Row>
      <Row name="Sizes">
        <For each={SIZES}>
          {(size) => (
            <Button size={size} icon={Plus}>
              Open a school
            </Button>
          )}
        </For>
      </Row>
      <Row name="States">
        <Button variant="primary" loading={loading()} onClick={load}>
          Save the settings
        </Button>
        <Button icon={RotateCw} loading={loading()} onClick={load}>
          Provision again
        </Button>
        <Button variant="primary" disabled>
          Disabled
        </Button>
        <Button variant="danger" icon={Trash} disabledReason="Deactivate the school first">
          Delete the school
        </Button>
        <ButtonLink href="/gallery" icon={Plus}>
          A link
        </ButtonLink>
      </Row>
      <Row name="Icons">
        <IconButton icon={Ellipsis} label="More actions" />
        <IconButton icon={RotateCw} label="Reload" keys="mod+r" variant="secondary" />
        <IconButton icon={Trash} label="Delete" size="sm" />
        <IconButton icon={RotateCw} label="Reloading" loading />
      </Row>
      <Row name="Links">
        <Link href="/gallery">A link</Link>
        <Link href="/gallery" quiet>
          A quiet link
        </Link>
        <Link href="https://example.org" external>
          lycee-hugo.example.fr
        </Link>
        <CopyButton text="0190f3c1-6d3c-7aa2-9a55-1d2f1b5f0a11" shown />
        <CopyButton text="0190f3c1" />
        <Kbd keys="mod+k" />
        <Kbd keys="/" />
      </Row>
      <Row name="Tabs">
        <div class="w-full">
          <Tabs
            label="Sections"
            tabs={[
              { href: "/gallery", label: "Overview" },
              { href: "/gallery/modules", label: "Modules", count: 8 },
              { href: "/gallery/theme", label: "Theme" },
              { href: "/gallery/domains", label: "Domains" },
              { href: "/gallery/settings", label: "Settings" },
            ]}
          />
        </div>
      </Row>
    </>
  );
}
