package moonlet.deploy;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.Volume;

import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One node, run as {@code docker-compose.yml} does: a read-only root, and nothing but {@code
 * /run/moonlet} to write to. Docker starts it again when it ends by itself.
 */
final class NodeContainer extends GenericContainer<NodeContainer> {
    static final String IMAGE = "moonlet";

    private static final String APPLICATION =
            Shell.checkout().resolve("deploy/src/test/resources/system").toString();

    private static final int DOCKER_SECONDS = 30;

    private final String name;
    private final Network network;
    private final HttpClient http;

    NodeContainer(String image, String name, Network network, HttpClient http) {
        super(DockerImageName.parse(image));
        this.name = name;
        this.network = network;
        this.http = http;
        withImagePullPolicy(_ -> false);
        withNetwork(network);
        withNetworkAliases(name);
        withEnv("MOONLET_LISTEN", name + ":25520");
        withEnv("MOONLET_SEEDS", "node1:25520,node2:25520,node3:25520");
        withTmpFs(Map.of("/run/moonlet", "uid=10001,gid=10001,mode=0700"));
        withCreateContainerCmdModifier(
                create -> {
                    create.withHostName(name);
                    create.getHostConfig()
                            .withReadonlyRootfs(true)
                            // Testcontainers' own way would pull an image to try it
                            .withBinds(new Bind(APPLICATION, new Volume("/app"), AccessMode.ro))
                            .withRestartPolicy(RestartPolicy.unlessStoppedRestart());
                });
    }

    /**
     * The JVM is not the first process: a shell is, which lives on when the JVM dies and starts
     * another one some seconds later.
     */
    NodeContainer behindAShell() {
        return withCreateContainerCmdModifier(
                create ->
                        create.withEntrypoint(
                                "sh",
                                "-c",
                                "while :; do /opt/moonlet/moonlet run /app & echo $! >/run/moonlet/pid;"
                                        + " wait $!; sleep 3; done"));
    }

    /** With these certificates, at {@code /run/tls} as in Kubernetes. */
    NodeContainer encrypted(TrialCertificates certificates) {
        Bind tls =
                new Bind(certificates.folder().toString(), new Volume("/run/tls"), AccessMode.ro);
        Bind application = new Bind(APPLICATION, new Volume("/app"), AccessMode.ro);
        withEnv("MOONLET_TLS_CERTIFICATE", "/run/tls/tls.crt");
        withEnv("MOONLET_TLS_KEY", "/run/tls/tls.key");
        withEnv("MOONLET_TLS_CA", "/run/tls/ca.crt");
        return withCreateContainerCmdModifier(
                create -> create.getHostConfig().withBinds(application, tls));
    }

    String name() {
        return name;
    }

    /** Its address in the cluster's network; another one after another start, perhaps. */
    String address() {
        return getDockerClient()
                .inspectContainerCmd(getContainerId())
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
    }

    /** Asks this start of the node; the one after it has another token, and perhaps address. */
    Admin admin() throws Exception {
        return new Admin(
                http, address() + ":7070", output("cat", "/run/moonlet/admin.token").strip());
    }

    /** What a command in the container prints. */
    String output(String... command) throws Exception {
        Container.ExecResult result = execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new IOException(
                    String.join(" ", command) + " in " + name + " ended with " + result);
        }
        return result.getStdout();
    }

    void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** Starts the same container again. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    /** SIGTERM; returns when the node has ended. */
    void terminate(int boundSeconds) {
        getDockerClient().stopContainerCmd(getContainerId()).withTimeout(boundSeconds).exec();
    }

    void pause() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    void goOn() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    void disconnect() {
        getDockerClient()
                .disconnectFromNetworkCmd()
                .withContainerId(getContainerId())
                .withNetworkId(network.getId())
                .withForce(true)
                .exec();
    }

    void reconnect() {
        getDockerClient()
                .connectToNetworkCmd()
                .withContainerId(getContainerId())
                .withNetworkId(network.getId())
                .withContainerNetwork(new ContainerNetwork().withAliases(name))
                .exec();
    }

    /** How Docker sees it now. */
    InspectContainerResponse inspect() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec();
    }

    /** How often Docker has started it again. */
    int restarts() {
        return inspect().getRestartCount();
    }

    /** What the container uses, its page cache left out. */
    long memoryBytes() throws InterruptedException {
        AtomicReference<MemoryStatsConfig> answer = new AtomicReference<>();
        getDockerClient()
                .statsCmd(getContainerId())
                .withNoStream(true)
                .exec(
                        new ResultCallback.Adapter<Statistics>() {
                            @Override
                            public void onNext(Statistics now) {
                                answer.set(now.getMemoryStats());
                            }
                        })
                .awaitCompletion(DOCKER_SECONDS, TimeUnit.SECONDS);
        MemoryStatsConfig memory = answer.get();
        Long cache = memory.getStats().getTotalInactiveFile();
        return memory.getUsage() - (cache == null ? memory.getStats().getInactiveFile() : cache);
    }

    /** What the threads of its JVM are doing, for a node that should have ended. */
    String threads() {
        try {
            return output(
                    "sh",
                    "-c",
                    "jstack $(pidof java) 2>&1 || jcmd $(pidof java) Thread.print 2>&1");
        } catch (Exception none) {
            return "no threads: " + none + "\n" + getLogs();
        }
    }

    /** Waits until its log, of all its starts, has this; returns the first match. */
    Matcher awaitLog(String regex) throws Exception {
        Matcher[] found = new Matcher[1];
        Await.until(
                () -> {
                    found[0] = Pattern.compile(regex).matcher(log(false));
                    return found[0].find();
                },
                () -> "a line like \"" + regex + "\" in the log of " + name + ":\n" + getLogs());
        return found[0];
    }

    /** All that it has logged, each line with Docker's time before it if that is wanted. */
    String log(boolean times) throws InterruptedException {
        StringBuffer lines = new StringBuffer();
        getDockerClient()
                .logContainerCmd(getContainerId())
                .withStdOut(true)
                .withStdErr(true)
                .withTimestamps(times)
                .exec(
                        new ResultCallback.Adapter<Frame>() {
                            @Override
                            public void onNext(Frame frame) {
                                lines.append(
                                        new String(frame.getPayload(), StandardCharsets.UTF_8));
                            }
                        })
                .awaitCompletion(DOCKER_SECONDS, TimeUnit.SECONDS);
        return lines.toString();
    }
}
