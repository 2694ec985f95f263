package moonlet.node.dispatch;

import com.typesafe.config.Config;

import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

import java.util.concurrent.ThreadFactory;

/** Made by Pekko, which finds its name in the configuration of the dispatcher. */
public final class FairExecutorConfigurator extends ExecutorServiceConfigurator {
    private final int parallelism;
    private final long stackBytes;

    public FairExecutorConfigurator(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        this.parallelism = config.getInt("parallelism");
        this.stackBytes = config.getBytes("stack-size");
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new FairExecutor(id, parallelism, stackBytes);
    }
}
