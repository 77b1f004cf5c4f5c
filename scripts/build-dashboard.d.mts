export function buildDashboard(folders: {
  root: string;
  target: string;
  making: string;
  mode?: "production" | "gallery";
}): Promise<"built" | "current" | "absent">;
