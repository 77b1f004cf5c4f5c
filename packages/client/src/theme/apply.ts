/// <reference lib="dom" />

import type { ThemeView } from "@pepro/contracts";
import { inkOn, safeColor } from "./colors.ts";

/** A theme of which nothing can run or break out of a style: what is no colour or address is undefined. */
export type PageTheme = {
  schoolName: string;
  primaryColor: string | undefined;
  secondaryColor: string | undefined;
  /** Absolute, over HTTP. */
  logoUrl: string | undefined;
  faviconUrl: string | undefined;
};

export type ThemeOptions = {
  /** The page to change; the one the script runs in when left out. */
  document?: Document;
  /** The page's title; the school's name when left out, false to leave it. */
  title?: false | ((theme: PageTheme) => string);
};

export type AppliedTheme = {
  theme: PageTheme;
  /** Takes back what was changed. */
  undo(): void;
};

/** @param base of addresses that are relative, the default logo's among them. */
export function safeTheme(view: ThemeView, base: URL): PageTheme {
  return {
    schoolName: view.schoolName,
    primaryColor: safeColor(view.primaryColor),
    secondaryColor: safeColor(view.secondaryColor),
    logoUrl: safeUrl(view.logoUrl, base),
    faviconUrl: safeUrl(view.faviconUrl, base),
  };
}

/** Sets `--pepro-primary`, `--pepro-on-primary` and the secondary pair on the root element, the title and the icon. */
export function applyTheme(theme: PageTheme, { document: page = document, title }: ThemeOptions = {}): AppliedTheme {
  const changes = [
    ...paint(page, "primary", theme.primaryColor),
    ...paint(page, "secondary", theme.secondaryColor),
    ...(title === false ? [] : [entitle(page, title ? title(theme) : theme.schoolName)]),
    ...(theme.faviconUrl ? [setIcon(page, theme.faviconUrl)] : []),
  ];
  return {
    theme,
    undo: () => {
      for (const takeBack of changes.splice(0).reverse()) takeBack();
    },
  };
}

function paint({ documentElement: { style } }: Document, name: string, color: string | undefined): (() => void)[] {
  if (!color) return [];
  const values = { [`--pepro-${name}`]: color, [`--pepro-on-${name}`]: inkOn(color) };
  return Object.entries(values).map(([property, value]) => {
    const before = style.getPropertyValue(property);
    style.setProperty(property, value);
    return () => style.setProperty(property, before);
  });
}

function entitle(page: Document, title: string): () => void {
  const before = page.title;
  page.title = title;
  const after = page.title;
  // A title that the page has changed since is the page's.
  return () => {
    if (page.title === after) page.title = before;
  };
}

function setIcon(page: Document, href: string): () => void {
  const before = [...page.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i]')];
  const icon = page.createElement("link");
  icon.rel = "icon";
  icon.href = href;
  for (const old of before) old.remove();
  page.head.append(icon);
  return () => {
    icon.remove();
    page.head.append(...before);
  };
}

function safeUrl(text: string, base: URL): string | undefined {
  if (text === "" || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}
