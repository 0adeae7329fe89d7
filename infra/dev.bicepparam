using 'main.bicep'

// Who deploys and who is called stands in the environment: an address and an id are nobody else's business.
param environmentName = 'dev'
param onCallEmail = readEnvironmentVariable('ON_CALL_EMAIL')
param deployerObjectId = readEnvironmentVariable('DEPLOYER_OBJECT_ID')
param deployerName = readEnvironmentVariable('DEPLOYER_NAME')
param deployerType = readEnvironmentVariable('DEPLOYER_TYPE', 'User')

param warehouse = {
  sku: { name: 'Standard_B2s', tier: 'Burstable' }
  storageGb: 32
  isZoneRedundant: false
  maxConnections: 429
  poolSize: 5
}

// Only what differs from local.settings.sample.json. No provider is asked and no platform let in, so that an empty
// subscription needs no secret. The number is the canaries': it is left out of every figure.
param settings = {
  Warehouse__TestNumbers: '+2348000000001'
}
param secrets = []
