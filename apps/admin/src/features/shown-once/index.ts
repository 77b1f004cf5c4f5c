export { OnceDialog, type OnceDialogProps } from "./once-dialog.tsx";
export { Secret } from "./secret.tsx";
