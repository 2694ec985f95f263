/**
 * The API that Lua sees, as a table: one file {@code moonlet/api/MODULE.yaml} for each module.
 * Editor files and reference pages are made from it; tests compare it with what is there.
 *
 * <pre>
 *   moonlet/api/*.yaml ──▶ ApiTable ──▶ EditorFiles      LuaLS, for moonlet new
 *                                  └──▶ ReferencePages   lua-runtime/docs/api
 * </pre>
 *
 * <p>Start at {@link ApiTable#read}. A new module needs its file, and its name in {@link
 * ApiTable#MODULES}.
 */
package moonlet.lua.reference;
