/**
 * One Lua process, without a cluster: what it runs, what reaches it, and what it asks of the world.
 *
 * <pre>
 *   owner (an actor) ──accept(Signal)──▶ LuaProcess ──▶ Mailbox ──▶ Channel ─┐
 *                    ──run()──────────▶      │                               │ completes a Wait
 *                                            ▼                               ▼
 *                                 Fiber (virtual thread) ── Scheduler ── Task (coroutine)
 *                                            │
 *                        process.* and the other modules ──▶ World (spawn, send, link, time ...)
 *
 *   values ──Copier──▶ LuaPayload ──PackedWriter──▶ bytes for another node ──PackedReader──▶ values
 * </pre>
 *
 * <p>Start at {@link moonlet.lua.process.LuaProcess}. Everything in here is used by one thread at a
 * time: the owner's, which runs the virtual thread of the process as its own.
 */
package moonlet.lua.process;
