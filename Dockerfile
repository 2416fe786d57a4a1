# The service as a container image: docker build -t canbao .
# REGISTRY may name another place that keeps the .NET images, with a slash at the end:
#   docker build --build-arg REGISTRY=registry.example/ -t canbao .
ARG REGISTRY=mcr.microsoft.com/

FROM ${REGISTRY}dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.*.props ./
COPY proto/ proto/
COPY policies/ policies/
COPY src/ src/
RUN dotnet publish src/Canbao.Cli/Canbao.Cli.csproj -c Release -o /app

FROM ${REGISTRY}dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
COPY policies/ /policies/
ENV CANBAO_POLICIES=/policies
# The user that the images of .NET bring, without any right that the service does not need; a number, so that it can be checked.
USER $APP_UID
EXPOSE 5080
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s CMD ["dotnet", "/app/canbao.dll", "health", "--address", "http://127.0.0.1:5080"]
# The container's network is the boundary: publish the port only where everybody may ask.
ENTRYPOINT ["dotnet", "/app/canbao.dll", "serve", "--listen", "0.0.0.0:5080", "--unsafe-anyone-on-the-network-may-ask"]
