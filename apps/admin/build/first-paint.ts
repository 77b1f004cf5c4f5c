import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HtmlTagDescriptor, Plugin } from "vite";

type Options = {
  /** A classic script, relative to the root, that must have run before the first pixel. */
  script: string;
  /** The font's file name, which the page asks for before it knows its styles. */
  font: RegExp;
};

/**
 * Puts what the first paint needs at the head of the page: a blocking script of our own (the policy of the pages allows
 * none inline) and the font.
 */
export function firstPaint({ script, font }: Options): Plugin {
  let root = "";
  let building = false;
  const source = () => readFileSync(join(root, script), "utf8");
  const built = () => `assets/first-paint-${createHash("sha256").update(source()).digest("hex").slice(0, 8)}.js`;
  return {
    name: "pepro:first-paint",
    configResolved(config) {
      root = config.root;
      building = config.command === "build";
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: built(), source: source() });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }): HtmlTagDescriptor[] {
        const tags: HtmlTagDescriptor[] = [
          { tag: "script", attrs: { src: `/${building ? built() : script}` }, injectTo: "head-prepend" },
        ];
        const file = Object.values(bundle ?? {}).find(({ fileName }) => font.test(fileName.replace(/^.*\//, "")));
        if (file) {
          const attrs = { rel: "preload", as: "font", type: "font/woff2", crossorigin: "", href: `/${file.fileName}` };
          tags.push({ tag: "link", attrs, injectTo: "head" });
        }
        return tags;
      },
    },
  };
}
