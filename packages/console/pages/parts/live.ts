/** Server-sent events of one stream, for as long as a part is shown and the page can be seen. */
import { useEffect, useRef, useState } from 'preact/hooks';

/** Whether the stream is open. A page that nobody sees lets go of it: browsers allow few at a time. */
export function useStream<T>(path: string, heard: (event: T) => void): boolean {
  const [open, setOpen] = useState(true);
  const listener = useRef(heard);
  listener.current = heard;
  useEffect(() => {
    let source: EventSource | undefined;
    const start = () => {
      source ??= new EventSource(path);
      source.onopen = () => setOpen(true);
      source.onerror = () => {
        setOpen(false);
        // A browser gives up where the answer was no stream; the console may be starting again.
        if (source?.readyState === EventSource.CLOSED) {
          stop();
          retry = setTimeout(start, 2_000);
        }
      };
      source.onmessage = ({ data }) => listener.current(JSON.parse(String(data)));
    };
    let retry: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(retry);
      source?.close();
      source = undefined;
    };
    const seen = () => (document.hidden ? stop() : start());
    seen();
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      stop();
    };
  }, [path]);
  return open;
}
