package moonlet.node.cli;

import moonlet.node.Node;
import moonlet.node.OneLine;
import moonlet.node.app.Configuration;
import moonlet.node.app.FolderState;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Loaded;
import moonlet.node.app.Loader;
import moonlet.node.app.Problem;
import moonlet.node.app.Reloaded;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code moonlet run --watch}: looks at the files of an application again and again, and gives its
 * node the new code when they have changed. It waits until nothing changes from one look to the
 * next, so that it reads no file that is half written, and several that change together once.
 */
final class CodeWatch implements Runnable {
    static final long INTERVAL_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(CodeWatch.class);

    private final Node node;
    private final Loader loader;
    private final Configuration configuration;
    private final Path app;
    private final Path config;
    private final PrintWriter err;
    private final Set<Problem> warned;
    private Set<String> afterRestart = Set.of(); // told already
    private FolderState loaded;
    private FolderState seen;

    /**
     * @param config the file of {@code --config}, or null
     * @param loaded the files as they were before {@code workspace} was read
     * @param err for mistakes, like those at the start
     */
    CodeWatch(
            Node node,
            Workspace workspace,
            Path app,
            Path config,
            FolderState loaded,
            PrintWriter err) {
        this.node = node;
        this.loader = new Loader(workspace.modules().names(), LoadLimits.DEFAULTS);
        this.configuration = workspace.configuration(); // the rest would keep old code in memory
        this.app = app;
        this.config = config;
        this.loaded = loaded;
        this.seen = loaded;
        this.err = err;
        this.warned = new HashSet<>();
        workspace.warnings().forEach(warning -> warned.add(warning.withoutLine()));
    }

    /** The files as they are now. */
    static FolderState state(Path app, Path config) {
        return FolderState.of(app, config, LoadLimits.DEFAULTS);
    }

    /** Looks until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
                look();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look; reads the files if they have changed, and were the same at the look before. */
    void look() {
        FolderState now = state(app, config);
        FolderState before = seen;
        seen = now;
        if (now.equals(loaded) || !now.equals(before)) {
            return;
        }
        boolean codeChanged = !now.files().equals(loaded.files());
        if (!Objects.equals(now.configuration(), loaded.configuration())) {
            err.println(
                    "warning: the configuration has changed; the node takes it over when it starts"
                            + " again");
        }
        loaded = now;
        if (codeChanged) {
            read();
        }
        err.flush();
    }

    private void read() {
        Loaded read = loader.load(app, configuration);
        read.warnings().stream()
                .filter(warning -> warned.add(warning.withoutLine()))
                .forEach(warning -> err.println("warning: " + OneLine.of(warning.toString())));
        read.problems().forEach(problem -> err.println("error: " + OneLine.of(problem.toString())));
        int mistakes = read.problems().size();
        if (mistakes > 0) {
            err.println(
                    mistakes
                            + (mistakes == 1 ? " mistake" : " mistakes")
                            + "; the node goes on with the code that it has");
            return;
        }
        Reloaded reloaded = node.reload(read.application());
        reloaded.afterRestart().stream()
                .filter(id -> !afterRestart.contains(id))
                .forEach(
                        id ->
                                err.println(
                                        "warning: "
                                                + OneLine.of(id)
                                                + " is no code; the node sees that it has changed"
                                                + " when it starts again"));
        afterRestart = reloaded.afterRestart();
        if (!reloaded.changed().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("node", node.name())
                    .addKeyValue("changed", reloaded.changed())
                    .log("code reloaded");
        }
    }
}
