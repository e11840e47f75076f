/** How the picture is painted, on a page and in a file alike. No `>` and no `&`: it stands in XML as it is. */

/** Of a file, which has no page around it to say what is dark. */
export const lightColours = `
  --page: #fff; --surface: #fff; --sunken: #f3f5f8; --line: #cdd5df; --edge: #aab5c3; --ink: #17202b; --dim: #525e6e;
  --good: #0b6e4d; --good-soft: #ecf7f2; --working: #8a5200; --working-soft: #fdf4e2; --bad: #b5162a; --bad-soft: #fdecee; --none: #5b6675;
`;

export const paint = `
.topology { font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--ink); }
.topology .page { fill: var(--page); }
.topology .room { fill: var(--sunken); stroke: var(--line); }
.topology .block rect, .topology .chip rect { fill: var(--surface); stroke: var(--edge); }
.topology .absent rect { stroke-dasharray: 4 4; }
.topology .wire { stroke: var(--edge); stroke-width: 1.5; }
.topology .heading { font-size: 13px; font-weight: 650; }
.topology .title { font-weight: 600; }
.topology .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 10.5px; }
.topology .small { font-size: 10px; fill: var(--dim); }
.topology .kind, .topology .label { font-size: 11px; fill: var(--dim); }
.topology .state { font-weight: 600; }
.topology .way { stroke-width: 2.5; }
.topology .badge { fill: var(--surface); stroke-width: 1.5; }
.topology .good .way, .topology .good .badge { stroke: var(--good); }
.topology .good .tip, .topology .good .state { fill: var(--good); }
.topology .working .way, .topology .working .badge { stroke: var(--working); }
.topology .working .tip, .topology .working .state { fill: var(--working); }
.topology .bad .way, .topology .bad .badge { stroke: var(--bad); }
.topology .bad .tip, .topology .bad .state { fill: var(--bad); }
.topology .none .way, .topology .none .badge { stroke: var(--none); }
.topology .none .tip, .topology .none .state { fill: var(--none); }
.topology .working .way, .topology .none .way { stroke-dasharray: 7 5; }
.topology .bad .way { stroke-dasharray: 2 5; }
.topology .tile rect { fill: var(--surface); stroke: var(--line); }
.topology .tile.good rect { fill: var(--good-soft); }
.topology .tile.working rect { fill: var(--working-soft); stroke: var(--working); }
.topology .tile.bad rect { fill: var(--bad-soft); stroke: var(--bad); }
`;
