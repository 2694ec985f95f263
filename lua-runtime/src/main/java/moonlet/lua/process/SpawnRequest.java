package moonlet.lua.process;

import moonlet.protocol.Context;
import moonlet.protocol.Payload;

/**
 * Asks for a new process.
 *
 * @param entry id of a {@code process.lua} entry
 * @param host id of the host that is to run it
 * @param arguments for its main function
 * @param context what it gets from its parent
 * @param monitored whether the caller monitors it from before its first instruction
 * @param linked whether the caller is linked to it from before its first instruction
 * @param exec whether the caller waits for its result, which needs another permission
 */
public record SpawnRequest(
        String entry,
        String host,
        Payload arguments,
        Context context,
        boolean monitored,
        boolean linked,
        boolean exec) {}
