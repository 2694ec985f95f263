package moonlet.lua.process;

import moonlet.protocol.Context;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Payload;
import moonlet.protocol.SpawnPurpose;

import java.util.List;

/**
 * Asks for a new process.
 *
 * @param entry id of a {@code process.lua} entry, or of a function
 * @param host id of the host that is to run it; null to call a function, whose entry says where
 * @param arguments for its main function
 * @param context what it gets from its parent
 * @param monitored whether the caller monitors it from before its first instruction
 * @param linked whether the caller is linked to it from before its first instruction
 * @param purpose for what it is asked, which says what permissions that needs
 * @param name what it is registered as before its first instruction; null for nothing. If another
 *     process has the name, the failure is of kind ALREADY_EXISTS
 * @param messages of the caller, in its mailbox before anything else
 */
public record SpawnRequest(
        String entry,
        String host,
        Payload arguments,
        Context context,
        boolean monitored,
        boolean linked,
        SpawnPurpose purpose,
        String name,
        List<FirstMessage> messages) {

    /** The same with other messages. */
    SpawnRequest with(List<FirstMessage> others) {
        return new SpawnRequest(
                entry, host, arguments, context, monitored, linked, purpose, name, others);
    }
}
