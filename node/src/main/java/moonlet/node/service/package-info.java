/**
 * The services of a node, without processes, threads and clock: when each starts, stops, and starts
 * again.
 *
 * <pre>
 *   the node ──start, stop, tick──▶ Supervisor ──▶ SupervisedService, one each
 *   a process ──started, ended───▶      │                 │
 *   the cluster ──grant, revoke──▶      │           ServiceEffects ──▶ start, CANCEL, kill, log
 *                                       ▼
 *                             who may start or stop now
 *
 *   Unknown ─▶ Starting ─▶ Running ─▶ Exited        returned
 *                 ▲   │        ├────▶ Failed        failed; starts again after a while, or never
 *                 │   └────────│────▶ Failed
 *                 └── retry ───│──────┘
 *                              └────▶ Stopping ─▶ Stopped
 * </pre>
 *
 * <p>Start at {@link moonlet.node.service.Supervisor}.
 */
package moonlet.node.service;
