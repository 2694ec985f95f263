package moonlet.protocol;

/**
 * A process that asks for something.
 *
 * @param context what it has inherited: its actor and scope say what it may do
 */
public record Asker(Pid pid, Context context) {}
