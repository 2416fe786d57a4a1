# Runs the interop program that comes with the grpc gem, "client" or "server": the first argument; the rest is the program's.
# Its server listens everywhere; a server under test listens on loopback only.
require 'grpc'

module Loopback
  def add_http2_port(address, credentials)
    super(address.sub('0.0.0.0', '127.0.0.1'), credentials)
  end
end

GRPC::RpcServer.prepend(Loopback)
# The client runs only where it is the main program.
$PROGRAM_NAME = File.join(Gem::Specification.find_by_name('grpc').gem_dir, 'src/ruby/pb/test', "#{ARGV.shift}.rb")
load $PROGRAM_NAME
