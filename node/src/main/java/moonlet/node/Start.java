package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.protocol.Asker;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Pid;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * How a process that is loaded is to begin.
 *
 * @param name what it is registered as before it runs, or null
 * @param messages what it finds in its mailbox
 * @param by who asks for it, and has sent them; null for nobody
 * @param relate makes the relations with who asked for it; returns false if nobody wants it any
 *     more
 * @param answer is told what became of it where the name's arbiter is another node, and so the
 *     answer comes later
 */
record Start(
        String name,
        List<FirstMessage> messages,
        Asker by,
        Predicate<LocalProcess> relate,
        Consumer<Outcome<Pid>> answer) {
    /** Nobody has to do with it. */
    static final Start ALONE = new Start(null, List.of(), null, _ -> true, _ -> {});

    /** Whether nothing has to happen between its relations and its main function. */
    boolean isPlain() {
        return name == null && messages.isEmpty();
    }
}
