export { createForm, type FieldBinding, type Form as FormState, type FormOptions } from "./create-form.ts";
export { Form, FormError, SubmitButton } from "./form.tsx";
