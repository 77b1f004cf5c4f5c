// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { applyTheme, safeTheme } from "./apply.ts";

const BASE = new URL("https://lycee.test/");
const HUGO = {
  primaryColor: "#2E7D32",
  secondaryColor: "#FFEB3B",
  logoUrl: "/static/img/default-logo.png",
  faviconUrl: "https://cdn.example/hugo.ico",
  schoolName: "Lycée Victor Hugo",
};

const style = () => document.documentElement.style;
const icons = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')].map(({ href }) => href);

beforeEach(() => {
  document.documentElement.removeAttribute("style");
  document.head.innerHTML = `<title>Accueil</title><link rel="icon" href="https://lycee.test/a.svg">
    <link rel="shortcut icon" href="https://lycee.test/b.ico"><link rel="stylesheet" href="https://lycee.test/c.css">`;
});

describe("applyTheme", () => {
  test("gives the page the school's colours with an ink for each, its name and its icon", () => {
    const { theme } = applyTheme(safeTheme(HUGO, BASE));
    expect(style().cssText).toBe(
      "--pepro-primary: #2e7d32; --pepro-on-primary: #ffffff; --pepro-secondary: #ffeb3b; --pepro-on-secondary: #000000;",
    );
    expect(document.title).toBe("Lycée Victor Hugo");
    expect(icons()).toEqual(["https://cdn.example/hugo.ico"]);
    expect(theme.logoUrl).toBe("https://lycee.test/static/img/default-logo.png");
    expect(document.querySelectorAll("link[rel=stylesheet]")).toHaveLength(1);
  });

  test("takes all of it back, once", () => {
    style().setProperty("--pepro-primary", "#000000");
    const { undo } = applyTheme(safeTheme(HUGO, BASE));
    undo();
    undo();
    expect(document.title).toBe("Accueil");
    expect(icons()).toEqual(["https://lycee.test/a.svg", "https://lycee.test/b.ico"]);
    expect(style().cssText).toBe("--pepro-primary: #000000;");
  });

  test("leaves a title that the page has changed since", () => {
    const { undo } = applyTheme(safeTheme(HUGO, BASE));
    document.title = "Notes · Lycée Victor Hugo";
    undo();
    expect(document.title).toBe("Notes · Lycée Victor Hugo");
  });

  test("words the title as it is told, or leaves it", () => {
    applyTheme(safeTheme(HUGO, BASE), { title: ({ schoolName }) => `Connexion · ${schoolName}` });
    expect(document.title).toBe("Connexion · Lycée Victor Hugo");
    applyTheme(safeTheme({ ...HUGO, schoolName: "Autre" }, BASE), { title: false });
    expect(document.title).toBe("Connexion · Lycée Victor Hugo");
  });

  test("another document may be given", () => {
    const other = document.implementation.createHTMLDocument("Aperçu");
    applyTheme(safeTheme(HUGO, BASE), { document: other });
    expect(other.documentElement.style.getPropertyValue("--pepro-primary")).toBe("#2e7d32");
    expect(style().cssText).toBe("");
  });

  test("lets nothing through that is no colour and no HTTP address, and no markup", () => {
    const hostile = {
      primaryColor: "red;} body{background:url(https://evil.example)",
      secondaryColor: "var(--x)",
      logoUrl: "javascript:alert(1)",
      faviconUrl: "data:text/html,<script>alert(1)</script>",
      schoolName: "</title><script>alert(1)</script>",
    };
    const { theme } = applyTheme(safeTheme(hostile, BASE));
    expect(theme).toEqual({
      schoolName: hostile.schoolName,
      primaryColor: undefined,
      secondaryColor: undefined,
      logoUrl: undefined,
      faviconUrl: undefined,
    });
    expect(style().cssText).toBe("");
    expect(icons()).toEqual(["https://lycee.test/a.svg", "https://lycee.test/b.ico"]);
    expect(document.querySelector("script")).toBeNull();
    expect(document.title).toBe(hostile.schoolName);
  });
});
