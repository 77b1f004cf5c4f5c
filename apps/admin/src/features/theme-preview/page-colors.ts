export type Scheme = "light" | "dark";

export type PageColors = { ground: string; card: string; ink: string; soft: string; line: string };

/** What schools' pages are painted with beside the school's own colours, as in `examples/school-page`. */
export const PAGE: Readonly<Record<Scheme, PageColors>> = {
  light: { ground: "#F6F7F9", card: "#FFFFFF", ink: "#1B2330", soft: "#4F5A69", line: "#DDE2E9" },
  dark: { ground: "#11151B", card: "#1A2029", ink: "#E8ECF2", soft: "#A9B4C2", line: "#2C3542" },
};
