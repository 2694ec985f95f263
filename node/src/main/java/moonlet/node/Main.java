package moonlet.node;

import moonlet.node.cli.MoonletCommand;

/** The program {@code moonlet}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        DnsAnswers.expireSoon();
        System.exit(MoonletCommand.execute(args, System.getenv()));
    }
}
