import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";

/** Asks before what was typed is dropped. The way on is the one that loses it, the focus is on the one that keeps it. */
export function DiscardQuestion(props: { open: boolean; onStay: () => void; onDiscard: () => void }) {
  const t = useText("common");
  return (
    <Dialog
      open={props.open}
      onClose={props.onStay}
      size="sm"
      title={t("unsaved.title")}
      description={t("unsaved.description")}
      footer={
        <>
          <Button variant="danger-quiet" onClick={() => props.onDiscard()}>
            {t("unsaved.discard")}
          </Button>
          <Button variant="primary" data-autofocus="" onClick={() => props.onStay()}>
            {t("unsaved.stay")}
          </Button>
        </>
      }
    />
  );
}
