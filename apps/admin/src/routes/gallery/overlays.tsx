import Copy from "lucide-solid/icons/copy";
import ExternalLink from "lucide-solid/icons/external-link";
import Trash from "lucide-solid/icons/trash";
import { createSignal } from "solid-js";
import { Button, buttonClass } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toast.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { Row } from "./row.tsx";

export function Overlays() {
  const [open, setOpen] = createSignal<"dialog" | "confirm" | "delete">();
  const close = () => setOpen(undefined);
  return (
    <>
      <Row name="Dialogs">
        <Button onClick={() => setOpen("dialog")}>Add a domain…</Button>
        <Button onClick={() => setOpen("confirm")}>Deactivate…</Button>
        <Button variant="danger-quiet" onClick={() => setOpen("delete")}>
          Delete…
        </Button>
      </Row>
      <Row name="Menu, tooltip">
        <DropdownMenu
          trigger="button"
          triggerProps={{ type: "button", class: buttonClass({}) }}
          items={[
            { label: "Open the site", icon: ExternalLink, onSelect: () => toast.info("Opened") },
            { label: "Copy the identifier", icon: Copy, keys: "c", onSelect: () => toast.success("Copied") },
            { separator: true },
            { label: "Delete the school", icon: Trash, danger: true, onSelect: () => setOpen("delete") },
          ]}
        >
          Actions
        </DropdownMenu>
        <Tooltip as="button" type="button" class={buttonClass({})} text="A few words about it" keys="mod+s">
          Tooltip
        </Tooltip>
      </Row>
      <Row name="Toasts">
        <Button onClick={() => toast.success("Lycée Victor Hugo is open")}>Success</Button>
        <Button
          onClick={() =>
            toast.info("Provisioning goes on", { action: { label: "Show it", onSelect: () => undefined } })
          }
        >
          Info
        </Button>
        <Button onClick={() => toast.error("The theme could not be saved", { detail: "The server does not answer." })}>
          Error
        </Button>
      </Row>
      <Dialog
        open={open() === "dialog"}
        onClose={close}
        title="Add a domain"
        description="The school will answer there once its DNS points here."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Add the domain
            </Button>
          </>
        }
      >
        <TextField label="Domain" value="" placeholder="www.lycee-hugo.fr" mono />
      </Dialog>
      <ConfirmDialog
        open={open() === "confirm"}
        title="Deactivate Lycée Victor Hugo?"
        description="Its 412 students will no longer reach it. Nothing is lost; it can be activated again."
        action="Deactivate the school"
        tone="neutral"
        onCancel={close}
        onConfirm={close}
      />
      <ConfirmDialog
        open={open() === "delete"}
        title="Delete Lycée Victor Hugo?"
        description="This cannot be undone."
        consequences={["412 students and 38 teachers", "3.2 GB of files", "The schema lycee_hugo and its 42 tables"]}
        typed="lycee-hugo"
        action="Delete the school"
        onCancel={close}
        onConfirm={async () => {
          await new Promise((resolve) => setTimeout(resolve, 900));
          close();
        }}
      />
    </>
  );
}
