/** Watches for signs of life: aborts its signal after so many seconds without one. */
export const listen = (
  seconds: number,
): {
  readonly signal: AbortSignal;
  readonly heard: () => void;
  readonly isSilent: () => boolean;
  readonly stop: () => void;
} => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), seconds * 1000);
  return {
    signal: controller.signal,
    heard: () => void timer.refresh(),
    isSilent: () => controller.signal.aborted,
    stop: () => clearTimeout(timer),
  };
};
