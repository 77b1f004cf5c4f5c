/**
 * Puts a text on the clipboard. A page on plain HTTP has no `navigator.clipboard`: there the browser's own copying takes
 * the text, for which somebody must just have pressed something.
 */
export async function copyText(text: string): Promise<void> {
  if ("clipboard" in navigator) return navigator.clipboard.writeText(text);
  const put = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", put);
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", put);
  if (!isCopied) throw new Error("the browser refused to copy");
}
